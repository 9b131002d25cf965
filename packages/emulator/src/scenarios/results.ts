import type { Product } from './shop.js'
import { getProducts } from './shop.js'

const HUGE_ROWS = 20_000

/** What agents say when they did not reach the goal. */
const REASON = 'The product list could not be found: the shop asked for a sign-in first.'

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

let hugeResult: { products: Product[] } | undefined

/** Twenty thousand rows, made when first asked for and then kept. */
export function manyProducts(): { products: Product[] } {
  hugeResult ??= {
    products: Array.from({ length: HUGE_ROWS / 10 }, (_, batch) =>
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

/** How agents say that they did not reach the goal; the first is the documented way. */
export const goalFailures = {
  status: { status: 'failure', reason: REASON },
  error: { error: 'access_denied', reason: REASON },
  flag: { success: false, reason: REASON },
  details: {
    success: false,
    error_type: 'login_required',
    error_message: REASON,
    partial_results: [{ name: 'Harbor lantern', price: null, stock: null }],
  },
  nested: { result: { status: 'failure', reason: REASON } },
  text: JSON.stringify({ status: 'failure', reason: REASON }),
  fenced: `\`\`\`json\n${JSON.stringify({ status: 'failure', reason: REASON }, null, 2)}\n\`\`\``,
}
