import { hostedFiles } from 'virtual:hosted-data'
import { IS_ONE_FILE } from './one-file.ts'

/** Where the page that asks a warehouse lies, beside this one; null where there is none: copies that carry data and the app as one file are sealed throughout. */
export const WAREHOUSE_ADDRESS = IS_ONE_FILE || hostedFiles.length > 0 ? null : './warehouse.html'
