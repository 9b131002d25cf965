import type { Messages } from '@fishbowl/react'

import type { PageMessages } from './messages.js'

declare global {
  /** What a file of `@fishbowl/react/locales` exports: the one language. English has none, as it is built in. */
  var FishbowlLanguage: Record<string, Messages> | undefined
}

/** What the page says, in the language in which the server has written it. */
export const messages = JSON.parse(
  document.querySelector('script[type="application/json"]')!.textContent,
) as PageMessages

/** What the elements say in that language; `undefined` is their own English. */
export const elementMessages = Object.values(globalThis.FishbowlLanguage ?? {})[0]

/** How dates and numbers are written. */
export const locale = document.documentElement.lang
