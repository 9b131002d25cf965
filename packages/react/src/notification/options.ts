import type { Run, RunOutcome, RunOutcomeOptions } from '@fishbowl/core'

/** How somebody is told that a run has ended, and how its result is judged. */
export interface UseRunNotificationOptions<T = unknown> extends RunOutcomeOptions<T> {
  /** Switch it off, and on again: a run that ends meanwhile is not told of. @default true */
  enabled?: boolean | undefined
  /** Stands before the title of the page until the end has been seen; an empty text for no mark. @default '●' */
  titleMark?: string | undefined
  /**
   * A sound for the end: its URL, or a function that plays it. Browsers refuse sounds on a page on which nobody has
   * clicked yet, and it stays silent.
   */
  sound?: string | ((run: Run, outcome: RunOutcome<T>) => unknown) | undefined
  /** Shows a notification of the browser where that is permitted. @default true */
  notification?: boolean | undefined
  /**
   * Its title. What a web page wrote may be in it: it is shown as plain text, without hidden characters, on one line.
   *
   * @default "What you are waiting for is done" when it has succeeded, else "What you are waiting for has ended"; see `messages`
   */
  title?: ((run: Run, outcome: RunOutcome<T>) => string) | undefined
  /** The text below, treated in the same way. @default the title of the page */
  body?: ((run: Run, outcome: RunOutcome<T>) => string) | undefined
  /** The URL of a picture beside it, such as your logo. */
  icon?: string | undefined
}
