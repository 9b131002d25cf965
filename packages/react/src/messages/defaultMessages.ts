import { actionMessages } from './actionMessages.js'
import { commonMessages } from './commonMessages.js'
import { connectionMessages } from './connectionMessages.js'
import { controlMessages } from './controlMessages.js'
import { counterMessages } from './counterMessages.js'
import { failureMessages } from './failureMessages.js'
import { formMessages } from './formMessages.js'
import { listMessages } from './listMessages.js'
import { liveViewMessages } from './liveViewMessages.js'
import { outcomeMessages } from './outcomeMessages.js'
import { recordingMessages } from './recordingMessages.js'
import { resultMessages } from './resultMessages.js'
import { runMessages } from './runMessages.js'
import { statusMessages } from './statusMessages.js'
import { stepMessages } from './stepMessages.js'
import { summaryMessages } from './summaryMessages.js'
import { textMessages } from './textMessages.js'
import { timeMessages } from './timeMessages.js'
import { viewerMessages } from './viewerMessages.js'

/**
 * Every text that Fishbowl shows. Replace any of them through `<FishbowlProvider messages>`.
 * Texts that hold a value are functions, so that a language can put it where it belongs.
 *
 * Whoever imports them ships all of them; parts bring only their own.
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
}

export type Messages = typeof defaultMessages
