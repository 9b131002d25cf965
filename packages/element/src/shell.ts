// A door: the elements are loaded from here when one of them comes near the window.

/** How the page looks until then: as high as most runs, so that nothing moves when they are there. */
const waitingStyles =
  ':is(fishbowl-run, fishbowl-run-list):not(:defined) { display: block; min-block-size: 480px; }'
/** Milliseconds to the next try where the code did not come. */
const RETRY_PAUSE = 10_000
const NAMES = 'fishbowl-run, fishbowl-run-list'

/**
 * Loads the elements when the first of them comes within 400 px of the window: a page pays nothing for those
 * that nobody looks at. Elements that come into the page later count as well, but not those in shadow roots,
 * which a document cannot see.
 *
 * @param load Brings what defines them. @default that of this package
 * @example
 * import { loadWhenNear } from '@fishbowl/element/shell'
 *
 * loadWhenNear()
 */
export function loadWhenNear(load: () => Promise<unknown> = () => import('./index.js')): void {
  // Where it cannot be told what is near, everything counts as near.
  if (typeof IntersectionObserver === 'undefined') {
    load().catch(() => setTimeout(loadWhenNear, RETRY_PAUSE, load))
    return
  }
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(waitingStyles)
  document.adoptedStyleSheets.push(sheet)

  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      near.disconnect()
      added.disconnect()
      load().catch(() => {
        // Not at once, or a page without a network would try for ever.
        setTimeout(watch, RETRY_PAUSE)
      })
    },
    { rootMargin: '400px' },
  )
  const watchAll = () =>
    document.querySelectorAll(NAMES).forEach((element) => near.observe(element))
  const added = new MutationObserver(watchAll)

  function watch() {
    watchAll()
    added.observe(document, { childList: true, subtree: true })
  }
  watch()
}
