import { failureMessages } from './error/messages.js'
import { controlMessages } from './live-view/controlMessages.js'
import { liveViewMessages } from './live-view/messages.js'
import { nextStepMessages } from './next-step/messages.js'
import { notificationMessages } from './notification/messages.js'
import { recordingMessages } from './recording/messages.js'
import { outcomeMessages, resultMessages } from './result/values/messages.js'
import { formMessages } from './run-form/messages.js'
import { listMessages } from './run-list/messages.js'
import {
  actionMessages,
  counterMessages,
  progressMessages,
  runMessages,
  statusMessages,
  summaryMessages,
} from './status/messages.js'
import { stepMessages } from './steps/messages.js'
import { commonMessages, textMessages, timeMessages } from './ui/messages.js'
import { connectionMessages, viewerMessages } from './viewer/messages.js'

/**
 * Every text that Fishbowl shows. Replace any of them through `<FishbowlProvider messages>`.
 * Texts that hold a value are functions, so that a language can put it where it belongs.
 *
 * A page that imports this object ships every text; a component alone ships only its own.
 */
export const defaultMessages = {
  ...statusMessages,
  ...counterMessages,
  ...timeMessages,
  ...runMessages,
  ...commonMessages,
  ...summaryMessages,
  ...viewerMessages,
  ...actionMessages,
  ...nextStepMessages,
  ...progressMessages,
  ...liveViewMessages,
  ...controlMessages,
  ...recordingMessages,
  ...stepMessages,
  ...resultMessages,
  ...textMessages,
  ...outcomeMessages,
  ...failureMessages,
  ...connectionMessages,
  ...formMessages,
  ...listMessages,
  ...notificationMessages,
}

/** Every visible text, by name. */
export type Messages = typeof defaultMessages
