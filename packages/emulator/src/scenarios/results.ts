import type { Ending, RunError, Script } from '../script/script.js'
import type { Product } from './shop.js'
import { getProducts, patientSteps, shoppingSteps } from './shop.js'

/** The usual result: a list below a key. */
export const products = (seed: number) => ({ products: getProducts(seed) })

export const productList = (seed: number) => getProducts(seed)

export const nestedProducts = (seed: number) => ({
  result: { shop: { name: 'Tidewater Supply', currency: 'USD' }, products: getProducts(seed) },
})

export const productsAsText = (seed: number) => JSON.stringify(products(seed))

export const oneProduct = (seed: number) => ({
  ...getProducts(seed)[0],
  category: 'Lanterns',
  url: 'https://tidewater.example/products/harbor-lantern',
  description: 'A storm lantern with a clear chimney. Burns for nine hours.',
  delivery: { days: 3, carrier: 'Coastal Post', isFree: true },
  colours: ['brass', 'black', 'sea green'],
  discontinuedAt: null,
})

export const prose = () => `## Lanterns at Tidewater Supply

The shop lists **ten products**. The cheapest is the *Signal whistle* and the dearest the
*Oilskin jacket*.

| Product | Price |
| --- | --- |
| Harbor lantern | $48.00 |
| Brass tide clock | $129.00 |

- Delivery takes three days.
- Returns are free for a month.`

const ROWS = 20_000
let hugeResult: { products: Product[] } | undefined

/** Twenty thousand rows, made when first asked for and then kept. */
export function manyProducts(): { products: Product[] } {
  hugeResult ??= {
    products: Array.from({ length: ROWS / 10 }, (_, batch) =>
      getProducts(batch).map((product, index) => ({
        ...product,
        name: `${product.name} no. ${batch * 10 + index + 1}`,
      })),
    ).flat(),
  }
  return hugeResult
}

export const allNull = () => ({ name: null, price: null, stock: null, rating: null })

export const emptyLists = () => ({ products: [], categories: [] })

const reason = 'The product list could not be found: the shop asked for a sign-in first.'

/** How agents say that they did not reach the goal; the first is the documented way. */
export const goalFailures = {
  status: { status: 'failure', reason },
  error: { error: 'access_denied', reason },
  flag: { success: false, reason },
  details: {
    success: false,
    error_type: 'login_required',
    error_message: reason,
    partial_results: [{ name: 'Harbor lantern', price: null, stock: null }],
  },
  nested: { result: { status: 'failure', reason } },
  text: JSON.stringify({ status: 'failure', reason }),
  fenced: `\`\`\`json\n${JSON.stringify({ status: 'failure', reason }, null, 2)}\n\`\`\``,
}

const complete = (result: unknown): Ending => ({
  status: 'COMPLETED',
  getResult: typeof result === 'function' ? (seed) => result(seed) : () => result,
})

/** The usual run: ten products after 18 seconds. */
export const shopping: Script = {
  startsAt: 800,
  steps: shoppingSteps,
  streams: [1_500],
  endsAt: 18_000,
  ending: complete(products),
}

/** The same in two minutes and seven pages. */
export const patientShopping: Script = { ...shopping, steps: patientSteps, endsAt: 120_000 }

/** Completes with a result: a value, or a function that makes one out of the run's seed. */
export function completeWith(result: unknown): Script {
  return { ...shopping, ending: complete(result) }
}

/** Fails in the middle of its work. */
export function failWith(error: RunError): Script {
  return { ...shopping, endsAt: 12_000, ending: { status: 'FAILED', error } }
}

/** Is cancelled by somebody who is not us. */
export const cancelledShopping: Script = {
  ...shopping,
  endsAt: 6_000,
  ending: { status: 'CANCELLED' },
}
