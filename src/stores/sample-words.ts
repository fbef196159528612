/* What the sample stores are, where they stand and what they sell. All made up or commonplace; nothing has a comma or a quote in it. */

export const TYPOLOGIES: readonly string[] = words('Bakery, Beauty, Café, Florist, Food truck, Hotel, Restaurant, Shop')

/** City and country; larger markets stand more often. */
export const CITIES: readonly (readonly [city: string, country: string])[] = words(`
  Berlin/Germany, Hamburg/Germany, Köln/Germany, München/Germany, Paris/France, Lyon/France, Nantes/France, Milano/Italy, Roma/Italy,
  Madrid/Spain, Sevilla/Spain, Lisboa/Portugal, Porto/Portugal, Dublin/Ireland, Wien/Austria, Gent/Belgium, Utrecht/Netherlands, Tallinn/Estonia
`).map(pair => {
  const [city = '', country = ''] = pair.split('/')
  return [city, country]
})

/** Product, category and usual price in cents. */
export const PRODUCTS: readonly (readonly [product: string, category: string, cents: number])[] = words(`
  Espresso/Drinks/220, Cappuccino/Drinks/340, Tea/Drinks/280, Juice/Drinks/390, Croissant/Food/190, Sandwich/Food/650, Soup/Food/720,
  Lunch menu/Food/1290, Dinner menu/Food/2890, Cake/Food/420, Roses/Flowers/1990, Tulips/Flowers/1250, Orchid/Flowers/2490, Haircut/Services/3800,
  Manicure/Services/2950, Massage/Services/6500, Room/Services/11900, Breakfast/Services/1500, Candle/Goods/1490, Mug/Goods/1190,
  Tote bag/Goods/1600, Notebook/Goods/890, Postcard/Goods/150, Gift box/Goods/3900
`).map(triple => {
  const [product = '', category = '', cents = ''] = triple.split('/')
  return [product, category, Number(cents)]
})

export const OWNERS: readonly string[] = words(
  'Alma, Bruno, Clara, Diego, Elin, Farid, Greta, Hugo, Ines, Jonas, Kira, Leo, Mina, Nils, Olga, Paul, Rosa, Sami, Tara, Uwe',
)

function words(text: string): readonly string[] {
  return text.split(',').map(word => word.trim())
}
