import { createLazy } from '../dom/lazy.js'

/**
 * What there is around and in a live frame. Apart, as most runs have none: they ended long ago, or have
 * not begun.
 */
export const liveViewParts = createLazy(() => import('./frameParts.js'))
