import { createRandom } from '../script/random.js'
import type { ScriptedStep } from '../script/script.js'

/** The page that runs start from unless told otherwise: a shop that does not exist. */
export const SHOP_URL = 'https://tidewater.example/'

/** What runs are asked to do unless told otherwise. */
export const SHOP_GOAL = 'Extract the first ten products with name, price and stock'

export interface Product {
  name: string
  price: number
  stock: number
  rating: number
}

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

/** Gives the shop's ten products. How many are left, and how they are liked, depends on the seed. */
export function getProducts(seed: number): Product[] {
  const random = createRandom(seed)
  return catalog.map(([name, price]) => ({
    name,
    price,
    stock: Math.floor(random() * 60),
    rating: Math.round(35 + random() * 15) / 10,
  }))
}

/** The way through the shop. */
export const shoppingSteps: readonly ScriptedStep[] = [
  { at: 1_500, scene: 'open', action: 'Open tidewater.example' },
  { at: 4_000, scene: 'notice', action: 'Dismiss the cookie notice' },
  { at: 6_500, scene: 'catalog', action: 'Open “All products”' },
  { at: 9_000, scene: 'scroll', action: 'Scroll until ten products are in view' },
  { at: 11_000, scene: 'read', action: 'Read name, price and stock of ten products' },
  { at: 16_000, scene: 'check', action: 'Check that nothing is missing' },
]

/** The way through the shop, then through its other pages one by one: two minutes. */
export const patientSteps: readonly ScriptedStep[] = [
  ...shoppingSteps.slice(0, -1),
  ...[2, 3, 4, 5, 6, 7].flatMap((page): ScriptedStep[] => [
    { at: 16_000 * page - 15_000, scene: 'scroll', action: `Open page ${page}` },
    { at: 16_000 * page - 12_000, scene: 'read', action: `Read the products of page ${page}` },
  ]),
  { at: 113_000, scene: 'check', action: 'Check that nothing is missing' },
]
