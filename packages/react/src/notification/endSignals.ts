/* oxlint-disable no-restricted-globals -- A notification is of the tab, and a click on it leads there. */
import type { Run, RunOutcome } from '@fishbowl/core'

import { toPlainText } from '../ui/textPieces.js'
import type { NotificationMessages } from './messages.js'
import type { UseRunNotificationOptions } from './options.js'
import { getPageTitle } from './pageTitle.js'

type CallOptions<T> = Pick<
  UseRunNotificationOptions<T>,
  'sound' | 'notification' | 'title' | 'body' | 'icon'
>

/** Characters that a notification may show; systems cut it much earlier. */
const LONGEST_TEXT = 200

/** Calls somebody who looks elsewhere. Gives how to take it back. */
export function callAway<T>(
  run: Run,
  outcome: RunOutcome<T>,
  { sound, notification = true, title, body, icon }: CallOptions<T>,
  messages: NotificationMessages,
): () => void {
  if (sound !== undefined) void play(() => playSound(sound, run, outcome))
  if (!notification) return () => undefined
  const isDone = outcome.type === 'succeeded' || outcome.type === 'withheld'
  const usual = isDone ? messages.notificationDone : messages.notificationEnded
  return showNotification(
    write(() => title?.(run, outcome), usual),
    {
      body: write(() => body?.(run, outcome), getPageTitle()),
      // Where pages cannot agree on who tells, one notification takes the place of the other.
      tag: `fishbowl ${run.runId}`,
      silent: sound !== undefined,
      ...(icon !== undefined && { icon }),
    },
  )
}

function playSound<T>(
  sound: NonNullable<CallOptions<T>['sound']>,
  run: Run,
  outcome: RunOutcome<T>,
): unknown {
  return typeof sound === 'string' ? new Audio(sound).play() : sound(run, outcome)
}

async function play(start: () => unknown) {
  try {
    await start()
  } catch (error) {
    const isRefused = error instanceof DOMException && error.name === 'NotAllowedError'
    if (!isRefused) tellPage(error)
  }
}

function write(text: () => unknown, usual: string): string {
  try {
    const given = text()
    if (typeof given === 'string') return toPlainText(given, LONGEST_TEXT) || usual
  } catch (error) {
    tellPage(error)
  }
  return toPlainText(usual, LONGEST_TEXT)
}

/** Makes an error of the host's an uncaught one, which stops nothing of ours. */
function tellPage(error: unknown) {
  setTimeout(() => {
    throw error
  })
}

function showNotification(title: string, options: NotificationOptions): () => void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') {
    return () => undefined
  }
  try {
    const shown = new Notification(title, options)
    shown.onclick = () => {
      window.focus()
      shown.close()
    }
    return () => shown.close()
  } catch {
    // Chrome on Android lets only service workers show one, and says so only now.
    return () => undefined
  }
}
