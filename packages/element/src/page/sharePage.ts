// The script of the page of a share link. It stands in the page itself, so that the right is out of the address
// before anything else is loaded.

import { messages } from './language.js'
import { askAbout, isWhole } from './link.js'
import type { Link } from './link.js'
import { takeRight } from './right.js'
import { createContent } from './runs.js'
import { createSentence } from './sentence.js'

/** Milliseconds from one look at the link to the next: with the answer, less than half a minute. */
const LOOK_INTERVAL = 20_000

/** What the policy of the page has to allow for some scopes, by the marks in its address that ask for it. */
const marks = { 'run:stream': 'stream', 'run:steps': 'steps' }

const main = document.querySelector('main')!
const query = new URLSearchParams(location.search)
const right = takeRight()
const plainTitle = document.title
let state: 'waiting' | 'shown' | 'over' = 'waiting'

/** Looks whether the link is still good. Whoever may not see the runs any more, stops seeing them. */
async function look(): Promise<void> {
  if (state === 'over') return
  const answer = await askAbout(right)
  if (answer === 'ended') end(messages.endedTitle, messages.endedText)
  else if (answer !== 'unreachable') show(answer)
  else if (state === 'waiting') say(messages.unreachableTitle, messages.unreachableText)
}

function show(link: Link): void {
  if (state !== 'waiting') return
  const missing = Object.entries(marks).filter(
    ([scope, mark]) => link.scope.includes(scope) && !query.has(mark),
  )
  if (missing.length > 0) {
    // The server did not know what the link is for when it wrote the policy, as it is not told the right.
    for (const [, mark] of missing) query.set(mark, '')
    location.replace(`${location.pathname}?${query}#${right}`)
    return
  }
  state = 'shown'
  const content = createContent(link, {
    getToken: giveRight,
    isEmbedded: query.has('embed'),
    onGone: () => say(messages.goneTitle),
  })
  main.replaceChildren(...content)
}

/** A client that asks for another right was refused with this one. */
async function giveRight({ renew }: { renew: boolean }): Promise<string | null> {
  if (renew) await look()
  return state === 'over' ? null : right
}

function end(title: string, text: string): void {
  state = 'over'
  clearInterval(timer)
  say(title, text)
}

/** Shows a sentence, and nothing of what the link was for. */
function say(title: string, text?: string): void {
  document.title = plainTitle
  main.replaceChildren(createSentence(title, text))
}

function lookWhenSeen(): void {
  if (document.visibilityState === 'visible') void look()
}

const timer = setInterval(lookWhenSeen, LOOK_INTERVAL)
document.addEventListener('visibilitychange', lookWhenSeen)
addEventListener('online', lookWhenSeen)
// Another link in the same tab is another page, and so is the one before it. Browsers take both for the same document.
for (const event of ['hashchange', 'popstate']) addEventListener(event, () => location.reload())
document
  .querySelector('script[src]')!
  .addEventListener('error', () => end(messages.brokenTitle, messages.brokenText))

document.documentElement.toggleAttribute('data-embed', query.has('embed'))
if (isWhole(right)) void look()
else end(messages.incompleteTitle, messages.incompleteText)
