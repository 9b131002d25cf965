/**
 * What is known of the frame. None of it says "connected": a frame of another origin that shows an
 * error page looks from outside like one that works.
 *
 * - `connecting`: nothing has come yet; `slow`: for longer than usual
 * - `showing`: a document is there, whichever it is
 * - `navigated`: then another one has
 * - `responding`: a script in the frame has sent a message, the only sign of life there is
 */
export type FramePhase = 'connecting' | 'slow' | 'showing' | 'navigated' | 'responding'

/** Why there is no frame although there could be one. */
export type FrameHalt =
  | { state: 'hidden' }
  | { state: 'paused' }
  | { state: 'no-document' }
  /** The code for it did not come. */
  | { state: 'not-loaded' }
  /** This page's own policy forbids the frame; `origin` is what it would have to allow. */
  | { state: 'blocked'; directive: string; origin: string }

export interface LiveBrowser {
  /** The address that all of this is about; another one starts from the beginning. */
  href: string | undefined
  phase: FramePhase
  hasLoaded: boolean
  halt: FrameHalt | null
  /** Counts up to load the frame anew. */
  attempt: number
  /** Whether the viewer has taken control. */
  isControlled: boolean
  /** When the frame took the keyboard, in epoch milliseconds, as far as it still counts. */
  thefts: readonly number[]
}

export type LiveBrowserEvent =
  | { type: 'address_changed'; href: string | undefined }
  /** `shown`: a document is there that goes on loading. */
  | { type: 'slow' | 'shown' | 'loaded' | 'messaged' }
  | { type: 'halted'; halt: FrameHalt }
  | { type: 'focus_stolen'; at: number }
  /** The viewer wants it back, or anew. */
  | { type: 'opened' }
  | { type: 'control_changed'; isControlled: boolean }

/** Why there is no frame at this moment although there is an address for one. */
export type FrameWait = FrameHalt | { state: 'waiting-turn' } | { state: 'loading' }

/** What the parts of a live view know of its frame, and what they may do with it. */
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
  /** The frame has taken the keyboard without being given it. */
  handleTheft: () => void
  handleLoad: () => void
  /** Shows the frame, or loads it anew. */
  open: () => void
  hide: () => void
  setControlled: (isControlled: boolean) => void
}

/** Thefts of the keyboard within `theftPeriod` after which the frame is taken away. */
const tooManyThefts = 3
const theftPeriod = 10_000

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

/** Pure, so that every way through it can be tested without a browser. */
export function updateLiveBrowser(browser: LiveBrowser, event: LiveBrowserEvent): LiveBrowser {
  switch (event.type) {
    case 'address_changed': {
      // Hidden is the viewer's wish; everything else was about the old address.
      const halt = browser.halt?.state === 'hidden' ? browser.halt : null
      return { ...createLiveBrowser(event.href), halt }
    }
    case 'slow':
      return browser.phase === 'connecting' ? { ...browser, phase: 'slow' } : browser
    case 'shown':
      return { ...browser, phase: 'showing' }
    case 'loaded': {
      if (browser.hasLoaded) return { ...browser, phase: 'navigated' }
      // A page can speak before it has loaded all of itself.
      const phase = browser.phase === 'responding' ? 'responding' : 'showing'
      return { ...browser, phase, hasLoaded: true }
    }
    case 'messaged':
      return { ...browser, phase: 'responding' }
    case 'halted':
      return { ...browser, halt: event.halt, isControlled: false }
    case 'focus_stolen': {
      const recent = browser.thefts.filter((theft) => event.at - theft < theftPeriod)
      const thefts = [...recent, event.at]
      const halt = thefts.length < tooManyThefts ? browser.halt : { state: 'paused' as const }
      return { ...browser, thefts, halt }
    }
    case 'opened':
      return { ...createLiveBrowser(browser.href), attempt: browser.attempt + 1 }
    // A frame with other rights is another frame, and loads anew.
    case 'control_changed': {
      const { isControlled } = event
      return { ...browser, phase: 'connecting', hasLoaded: false, isControlled }
    }
  }
}
