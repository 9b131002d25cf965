// A door: what a live frame needs, and what stands around it, is loaded from here when there is one.
import { createLazy } from '../dom/lazy.js'

/**
 * The components of `frameComponents.ts`. Most runs have no live browser, as they ended long ago or have
 * not begun, so a page does not ship these components with the rest.
 */
export const frameCode = createLazy(() => import('./frameComponents.js'))
