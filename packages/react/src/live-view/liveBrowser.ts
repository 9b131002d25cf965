/**
 * What is known of the frame. No phase says "connected": from outside, a frame of another origin that
 * shows an error page looks like one that works.
 *
 * - `connecting`: no document has come yet
 * - `slow`: no document has come yet, which takes longer than usual
 * - `showing`: a document is there, whichever it is
 * - `navigated`: another document has come after the first one
 * - `responding`: a script in the frame has sent a message, the only sign of life there is
 */
export type FramePhase = 'connecting' | 'slow' | 'showing' | 'navigated' | 'responding'

/** What keeps out all that has not opted in, in place of a directive. */
export const EMBEDDER_POLICY = 'cross-origin-embedder-policy'

/** Why a frame was taken away, or never came. It stays so until the viewer asks for the frame. */
type FrameHalt =
  /** The viewer has hidden the frame. */
  | { state: 'hidden' }
  /** The frame took the keyboard from a field, or took the keyboard or scrolled the page too often. */
  | { state: 'paused'; hasScrolled?: true }
  /** No document came in time. */
  | { state: 'no-document' }
  /** A page of the host's own origin came into the frame, where it could reach the page around it. */
  | { state: 'same-origin' }
  /** The code of the frame did not come. */
  | { state: 'not-loaded' }
  /**
   * This page's own policy forbids the frame; `origin` is what it would have to allow. The directive is one of
   * its Content-Security-Policy, or `EMBEDDER_POLICY`.
   */
  | { state: 'blocked'; directive: string; origin: string }

export interface LiveBrowser {
  /** The address of the frame. With another address all else starts from the beginning. */
  href: string | undefined
  phase: FramePhase
  hasLoaded: boolean
  halt: FrameHalt | null
  /** How often the viewer has asked for the frame; it is loaded anew each time. */
  attempt: number
  /** Whether the viewer has taken control. */
  isControlled: boolean
  /** Epoch milliseconds at which the frame took something, as far back as it counts. */
  thefts: readonly number[]
}

export type LiveBrowserEvent =
  | { type: 'address_changed'; href: string | undefined }
  /** `shown`: a document is there that goes on loading. */
  | { type: 'slow' | 'shown' | 'loaded' | 'messaged' }
  | { type: 'halted'; halt: FrameHalt }
  | { type: 'focus_stolen'; at: number; wasField: boolean }
  | { type: 'place_stolen'; at: number }
  /** The viewer wants the frame back, or loaded anew. */
  | { type: 'opened' }
  | { type: 'control_changed'; isControlled: boolean }

/** Why there is no frame at this moment although there is an address for one. */
export type FrameWait =
  | FrameHalt
  /** The page shows as many frames as it may. */
  | { state: 'waiting-turn' }
  /** The code of the frame is on the way. */
  | { state: 'loading' }

/** What the components of a live view know of the frame, and what they may do with it. */
export interface LiveBrowserControls {
  phase: FramePhase
  isControlled: boolean
  /** `null` while there is a frame. */
  halt: FrameWait | null
  isMounted: boolean
  isInView: boolean
  /** Changes when the frame has to be another element. */
  key: string
  dispatch: (event: LiveBrowserEvent) => void
  /** Notes that the frame has taken the keyboard, which nobody gave it, and whether from a field. */
  handleTheft: (wasField: boolean) => void
  /** Notes that the frame has scrolled the page. */
  handleScroll: () => void
  handleLoad: () => void
  /** Shows the frame, or loads it anew. */
  open: () => void
  hide: () => void
  setControlled: (isControlled: boolean) => void
}

/** What is known before anything has come. */
export function createLiveBrowser(href: string | undefined): LiveBrowser {
  return {
    href,
    phase: 'connecting',
    hasLoaded: false,
    halt: null,
    attempt: 0,
    isControlled: false,
    thefts: [],
  }
}

/**
 * So many thefts within `THEFT_PERIOD` milliseconds take the frame away. A single one of the keyboard does
 * when somebody is writing: while the page is busy, any number of keys is lost before it is noticed.
 */
const TOO_MANY_THEFTS = 3
const THEFT_PERIOD = 10_000

/** A reducer, so that every way through it can be tested without a browser. */
export function updateLiveBrowser(browser: LiveBrowser, event: LiveBrowserEvent): LiveBrowser {
  switch (event.type) {
    case 'address_changed': {
      // That the viewer has hidden the frame stays true; any other halt was about the old address.
      const halt = browser.halt?.state === 'hidden' ? browser.halt : null
      return { ...createLiveBrowser(event.href), halt }
    }
    case 'slow':
      return browser.phase === 'connecting' ? { ...browser, phase: 'slow' } : browser
    case 'shown':
      return { ...browser, phase: 'showing' }
    case 'loaded': {
      if (browser.hasLoaded) return withPhase(browser, 'navigated')
      // A page can speak before it has loaded all of itself.
      const phase = browser.phase === 'responding' ? 'responding' : 'showing'
      return { ...browser, phase, hasLoaded: true }
    }
    case 'messaged':
      return withPhase(browser, 'responding')
    case 'halted':
      return { ...browser, halt: event.halt, isControlled: false }
    case 'focus_stolen':
    case 'place_stolen': {
      const recent = browser.thefts.filter((theft) => event.at - theft < THEFT_PERIOD)
      const thefts = [...recent, event.at]
      const hasScrolled = event.type === 'place_stolen'
      const isTooMuch = (!hasScrolled && event.wasField) || thefts.length >= TOO_MANY_THEFTS
      const halt = { state: 'paused', ...(hasScrolled && { hasScrolled }) } as const
      return { ...browser, thefts, halt: isTooMuch ? halt : browser.halt }
    }
    case 'opened':
      return { ...createLiveBrowser(browser.href), attempt: browser.attempt + 1 }
    case 'control_changed': {
      const { isControlled } = event
      // A frame with other rights is another element, which loads anew.
      return { ...browser, phase: 'connecting', hasLoaded: false, isControlled }
    }
  }
}

/** Another object would render the host's page, as often as a page in the frame sends messages. */
function withPhase(browser: LiveBrowser, phase: FramePhase): LiveBrowser {
  return browser.phase === phase ? browser : { ...browser, phase }
}
