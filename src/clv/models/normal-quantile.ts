const CENTRE = {
  top: [
    3.387_132_872_796_366_5, 133.141_667_891_784_38, 1_971.590_950_306_551_3, 13_731.693_765_509_46, 45_921.953_931_549_87,
    67_265.770_927_008_7, 33_430.575_583_588_13, 2_509.080_928_730_122_7,
  ],
  bottom: [
    1, 42.313_330_701_600_91, 687.187_007_492_057_9, 5_394.196_021_424_751, 21_213.794_301_586_597, 39_307.895_800_092_71,
    28_729.085_735_721_943, 5_226.495_278_852_545,
  ],
} as const
const TAIL = {
  top: [
    1.423_437_110_749_683_5, 4.630_337_846_156_546, 5.769_497_221_460_691, 3.647_848_324_763_204_5, 1.270_458_252_452_368_4,
    0.241_780_725_177_450_6, 0.022_723_844_989_269_184, 7.745_450_142_783_414e-4,
  ],
  bottom: [
    1, 2.053_191_626_637_759, 1.676_384_830_183_803_8, 0.689_767_334_985_1, 0.148_103_976_427_480_08, 0.015_198_666_563_616_457,
    5.475_938_084_995_345e-4, 1.050_750_071_644_416_9e-9,
  ],
} as const
const FAR_TAIL = {
  top: [
    6.657_904_643_501_103, 5.463_784_911_164_114, 1.784_826_539_917_291_3, 0.296_560_571_828_504_87, 0.026_532_189_526_576_124,
    0.001_242_660_947_388_078_4, 2.711_555_568_743_487_6e-5, 2.010_334_399_292_288_1e-7,
  ],
  bottom: [
    1, 0.599_832_206_555_888, 0.136_929_880_922_735_8, 0.014_875_361_290_850_615, 7.868_691_311_456_133e-4, 1.846_318_317_510_054_8e-5,
    1.421_511_758_316_446e-7, 2.044_263_103_389_939_7e-15,
  ],
} as const

/**
 * The value below which a standard normal number falls with a probability; −∞ for 0 and +∞ for 1.
 * Source: Wichura (1988), algorithm AS 241 (PPND16), relative error about 1e-16.
 */
export function normalQuantile(probability: number): number {
  const offset = probability - 0.5
  if (Math.abs(offset) <= 0.425) {
    const square = 0.180_625 - offset * offset
    return (offset * polynomial(CENTRE.top, square)) / polynomial(CENTRE.bottom, square)
  }
  const tail = offset < 0 ? probability : 1 - probability
  if (tail <= 0) return offset < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const distance = Math.sqrt(-Math.log(tail))
  const size =
    distance <= 5
      ? polynomial(TAIL.top, distance - 1.6) / polynomial(TAIL.bottom, distance - 1.6)
      : polynomial(FAR_TAIL.top, distance - 5) / polynomial(FAR_TAIL.bottom, distance - 5)
  return offset < 0 ? -size : size
}

/** Value of a polynomial whose constant comes first. */
function polynomial(coefficients: readonly number[], at: number): number {
  return coefficients.reduceRight((value, coefficient) => value * at + coefficient, 0)
}
