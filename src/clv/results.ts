/*
 * What this room hands out, for those who show it: types only.
 */
export type { BackTest, Score } from './back-test.ts'
export type { Comparison } from './compare.ts'
export type { FitnessCheck } from './fitness.ts'
export type { OrderFit, SpendFit } from './models/fit.ts'
export type { AliveHistory, FrequencyRecencyMap } from './one-customer.ts'
export type { Prediction } from './predict.ts'
export type { PurchaseFacts } from './purchases.ts'
export type { SeedFeature, SeedReading, SeedScores } from './seed-score.ts'
export type { Entrant, Verdict } from './verdict.ts'
