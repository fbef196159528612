import { GroupedForecaster } from '../worker/grouped-forecaster.ts'
import { ReadingThread } from '../worker/reading-thread.ts'
import { startWorker } from '../worker/start.ts'

/** The one that the warehouse page predicts with; its thread starts with the first prediction. */
export const groupedForecaster = new GroupedForecaster(async () => new ReadingThread(await startWorker()))
