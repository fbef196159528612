/*
 * ISO 4217: today's codes, and those withdrawn since 1999 that old files still hold.
 * Sorted, so that comparing places in this list compares codes; fewer than 256, so that a place fits into a byte.
 */
const CODES =
  'ADP AED AFA AFN ALL AMD ANG AOA ARS ATS AUD AWG AZM AZN BAM BBD BDT BEF BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BYR BZD ' +
  'CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CSD CUC CUP CVE CYP CZK DEM DJF DKK DOP DZD EEK EGP ERN ESP ETB EUR FIM FJD FKP FRF ' +
  'GBP GEL GHC GHS GIP GMD GNF GRD GTQ GYD HKD HNL HRK HTG HUF IDR IEP ILS INR IQD IRR ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRW ' +
  'KWD KYD KZT LAK LBP LKR LRD LSL LTL LUF LVL LYD MAD MDL MGA MGF MKD MMK MNT MOP MRO MRU MTL MUR MVR MWK MXN MXV MYR MZM MZN NAD ' +
  'NGN NIO NLG NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PTE PYG QAR ROL RON RSD RUB RUR RWF SAR SBD SCR SDD SDG SEK SGD SHP SIT SKK ' +
  'SLE SLL SOS SRD SRG SSP STD STN SVC SYP SZL THB TJS TMM TMT TND TOP TRL TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VEB VED ' +
  'VEF VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX YER YUM ZAR ZMK ZMW ZWD ZWG ZWL ZWR'

export const CURRENCY_CODES: readonly string[] = CODES.split(' ')

const NUMBERS: ReadonlyMap<string, number> = new Map(CURRENCY_CODES.map((code, number) => [code, number]))

/** Place of a code in {@link CURRENCY_CODES}, or −1 when ISO 4217 does not know it. */
export function currencyNumber(code: string): number {
  return NUMBERS.get(code) ?? -1
}

/** Code at a place of {@link CURRENCY_CODES}. */
export function currencyCode(number: number): string {
  const code = CURRENCY_CODES[number]
  if (code === undefined) throw new RangeError(`${number} is no currency number (expected 0 to ${CURRENCY_CODES.length - 1})`)
  return code
}
