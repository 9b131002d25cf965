import { toPlainText } from '@fishbowl/react/internal'

import { elementMessages, locale, messages } from './language.js'
import { endpoint } from './link.js'
import type { Link } from './link.js'
import { createSentence, createText } from './sentence.js'

/** Gives the right, or `null` when it has ended. */
type GiveRight = (request: { renew: boolean }) => Promise<string | null>

interface ContentOptions {
  getToken: GiveRight
  isEmbedded: boolean
  /** Called when there is nothing left to be shown. */
  onGone: () => void
}

/** What the page shows for a link. */
export function createContent(
  link: Link,
  { getToken, isEmbedded, onGone }: ContentOptions,
): HTMLElement[] {
  const title = toPlainText(link.title ?? '')
  if (title) document.title = title
  const places = link.runs.map((runId, index) => {
    const place = document.createElement('section')
    if (link.runs.length > 1) {
      place.append(createText('h2', sayPlace(index + 1, link.runs.length)))
    }
    fillWhenNear(place, () => {
      const run = createRun(runId, link, getToken)
      run.addEventListener('fishbowl-event', (event) => {
        if (!isGone(event)) return
        if (link.runs.length === 1) onGone()
        else run.replaceWith(createSentence(messages.goneTitle))
      })
      return run
    })
    return place
  })
  if (!title || isEmbedded) return places
  return [createText('h1', title), ...places]
}

function sayPlace(place: number, count: number): string {
  return messages.place.replace('{place}', `${place}`).replace('{count}', `${count}`)
}

/** The one place that says how a run is shown to somebody who was sent a link. */
function createRun(runId: string, link: Link, getToken: GiveRight): HTMLElement {
  const run = document.createElement('fishbowl-run')
  const attributes = {
    audience: 'customer',
    'run-id': runId,
    endpoint,
    transport: link.transport,
    locale,
    'can-cancel': 'false',
    'allowed-stream-hosts': link.allowedStreamHosts.join(' '),
    'allow-insecure-localhost': String(link.allowInsecureLocalhost),
  }
  for (const [name, value] of Object.entries(attributes)) run.setAttribute(name, value)
  // The right is a property: an attribute could be read in the page.
  Object.assign(run, { getToken, messages: elementMessages })
  return run
}

/** Whether an element tells that it cannot read its run, and never will. */
function isGone(event: Event): boolean {
  const { type, code } = (event as CustomEvent<{ type: string; code?: string }>).detail
  return type === 'read_failed' && (code === 'not_found' || code === 'gone')
}

/** A hundred runs cost no more than those that somebody looks at. */
function fillWhenNear(place: HTMLElement, create: () => HTMLElement): void {
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      near.disconnect()
      place.append(create())
    },
    { rootMargin: '400px' },
  )
  near.observe(place)
}
