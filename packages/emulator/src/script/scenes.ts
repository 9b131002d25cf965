/** What the live view shows during one step. Coordinates are those of the picture, 1280 by 800. */
export interface Scene {
  /** What stands in the address bar when the scene is over. */
  address: string
  /** Where the cursor goes from where it was, in equal times. */
  path: readonly (readonly [x: number, y: number])[]
  /**
   * Whether the cursor arrives early and clicks. Everything else in the scene happens after the
   * click.
   */
  isClick?: boolean
  /** How far the page is scrolled when the scene is over. */
  scroll: number
  /** Whether the cookie notice is open. */
  hasNotice?: boolean
  /** Whether products are marked as read one by one, or all are marked. */
  reads?: 'one by one' | 'all'
}

/** The middles of the ten product cards when the page is scrolled to them. */
const cards = [298, 582].flatMap((y) =>
  [168, 404, 640, 876, 1112].map((x): readonly [number, number] => [x, y]),
)

/** By how much the page is scrolled when the list of products fills it. */
const LIST_SCROLL = 316

/** What is seen of the way through the shop. */
export const scenes = {
  open: { address: 'tidewater.example', path: [[720, 470]], scroll: 0, hasNotice: true },
  notice: { address: 'tidewater.example', path: [[1128, 692]], isClick: true, scroll: 0 },
  catalog: {
    address: 'tidewater.example/products',
    path: [[160, 334]],
    isClick: true,
    scroll: 140,
  },
  scroll: { address: 'tidewater.example/products', path: [[232, 420]], scroll: LIST_SCROLL },
  read: {
    address: 'tidewater.example/products',
    path: cards,
    scroll: LIST_SCROLL,
    reads: 'one by one',
  },
  check: {
    address: 'tidewater.example/products',
    path: [[1210, 170]],
    scroll: LIST_SCROLL,
    reads: 'all',
  },
} satisfies Record<string, Scene>

/** The name of a scene. */
export type SceneName = keyof typeof scenes
