/*
 * What the sample shop's customers are called, where they live, what they photograph with and what they buy.
 * All made up or commonplace. Lists are written as one text each, to be read and changed without a line per word.
 */

/** None has a comma in it, or a character that JSON would have to escape. */
export const LAST_NAMES: readonly string[] = words(`
  Abbott, Adeyemi, Ahmed, Alvarez, Andersen, Baker, Banerjee, Becker, Brooks, Brown, Carter, Castillo, Chen, Clark, Collins, Costa,
  Cruz, Davis, Díaz, Dubois, Edwards, Evans, Fischer, Flores, Foster, García, Gómez, Gray, Green, Gupta, Hall, Hansen, Harris, Hill,
  Hughes, Ivanova, Jackson, Jensen, Johnson, Jones, Kelly, Khan, Kim, King, Kowalski, Lee, Lewis, Lopez, Martin, Miller, Mitchell,
  Moore, Morgan, Müller, Murphy, Nelson, Nguyen, Núñez, O’Brien, O'Neill, Okafor, Olsen, Ortiz, Park, Patel, Pérez, Peterson,
  Phillips, Ramirez, Reed, Rivera, Roberts, Robinson, Rogers, Rossi, Sanders, Sato, Scott, Shah, Silva, Singh, Smith, St. John,
  Stewart, Sullivan, Suzuki, Taylor, Thomas, Thompson, Torres, Tran, Turner, van der Berg, Walker, Ward, Watson, White, Williams,
  Wilson, Wright, Young, Zhang
`)

/** City and state. */
export const TOWNS: readonly (readonly [string, string])[] = pairs(`
  Albany / NY, Albuquerque / NM, Anchorage / AK, Asheville / NC, Atlanta / GA, Austin / TX, Baltimore / MD, Boise / ID, Boston / MA,
  Boulder / CO, Burlington / VT, Charleston / SC, Chicago / IL, Cleveland / OH, Columbus / OH, Dallas / TX, Denver / CO,
  Des Moines / IA, Detroit / MI, Eugene / OR, Fargo / ND, Hartford / CT, Honolulu / HI, Houston / TX, Indianapolis / IN,
  Kansas City / MO, Las Vegas / NV, Los Angeles / CA, Louisville / KY, Madison / WI, Memphis / TN, Miami / FL, Middletown / CT,
  Milwaukee / WI, Minneapolis / MN, Nashville / TN, New Haven / CT, New Orleans / LA, New York / NY, Oakland / CA, Omaha / NE,
  Orlando / FL, Philadelphia / PA, Phoenix / AZ, Pittsburgh / PA, Portland / ME, Portland / OR, Providence / RI, Raleigh / NC,
  Richmond / VA, Rochester / NY, Sacramento / CA, Salt Lake City / UT, San Antonio / TX, San Diego / CA, San Francisco / CA,
  Santa Fe / NM, Savannah / GA, Seattle / WA, St. Louis / MO, Tampa / FL, Tucson / AZ, Tulsa / OK, Winston-Salem / NC
`)

/** Make and model. */
export const CAMERAS: readonly (readonly [string, string])[] = pairs(`
  Apple / iPhone 13, Apple / iPhone 14 Pro, Apple / iPhone 15, Canon / EOS 80D, Canon / EOS R6, Fujifilm / X-T5, Google / Pixel 7,
  Google / Pixel 8, Nikon / D750, Nikon / Z6 II, Samsung / Galaxy S22, Samsung / Galaxy S23, Sony / ILCE-7M4, Sony / RX100
`)

/** Prices in cents of what the shop sells: prints, cards, mugs, calendars, books, canvases. Cheap things stand more often, so they sell more often. */
export const PRICES_CENTS: readonly number[] = [39, 99, 399, 499, 599, 799, 999, 1295, 1295, 1499, 1999, 2499, 2499, 2999, 3999, 4999, 7999]

/** Where a visit came from; blank: typed in or bookmarked. */
export const CAMPAIGNS: readonly string[] = ['', '', '', 'newsletter', 'search', 'social', 'gift-guide']

function words(text: string): string[] {
  return text.split(',').map(word => word.trim())
}

/** “first / second” each. */
function pairs(text: string): (readonly [string, string])[] {
  return words(text).map(word => {
    const [first = '', second = ''] = word.split(' / ')
    return [first, second]
  })
}

/** An entry of a list, counted round and round. */
export function pick<Entry>(list: readonly Entry[], index: number): Entry {
  const entry = list[index % list.length]
  if (entry === undefined) throw new RangeError('cannot pick from an empty list')
  return entry
}
