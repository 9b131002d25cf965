import { createRandom } from '../script/random.js'

/** The page that runs start from unless told otherwise: a shop that does not exist. */
export const SHOP_URL = 'https://tidewater.example/'

/** What runs are asked to do unless told otherwise. */
export const SHOP_GOAL = 'Extract the first ten products with name, price and stock'

/** What the shop sells. */
export interface Product {
  name: string
  price: number
  stock: number
  rating: number
}

/** Names and prices. */
const catalog = [
  ['Harbor lantern', 48],
  ['Braided dock line', 32.5],
  ['Brass tide clock', 129],
  ['Canvas sea bag', 74],
  ['Folding anchor', 56.9],
  ['Oilskin jacket', 189],
  ['Deck brush', 18.5],
  ['Signal whistle', 12],
  ['Chart weight', 27.4],
  ['Rope ladder', 95],
] as const

/** Gives the shop's ten products. Their stock and their rating follow from the seed. */
export function getProducts(seed: number): Product[] {
  const random = createRandom(seed)
  return catalog.map(([name, price]) => ({
    name,
    price,
    stock: Math.floor(random() * 60),
    rating: Math.round(35 + random() * 15) / 10,
  }))
}
