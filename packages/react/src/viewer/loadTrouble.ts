import type { FishbowlError, FishbowlErrorCode } from '@fishbowl/core'
import { hasNoOrigin } from '@fishbowl/core/internal'

import type { NoticeProps } from '../ui/Notice.js'
import type { connectionMessages } from './messages.js'

/** How it is said and shown that something could not be loaded. */
export interface LoadTrouble {
  title: string
  text: string
  /** Of a shape of its own for each cause. */
  icon: NonNullable<NoticeProps['icon']>
}

type Messages = typeof connectionMessages

const LENS = 'M5 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6Zm2.2 5.2L10 10'
const NO_ENTRY = 'M6 2a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM3.2 3.2l5.6 5.6'
const BROKEN_LINE = 'M1.3 6h2.9m3.6 0h2.9M6.8 3.2 5.2 8.8'

/** The names in the texts, the shapes and the tones. */
const troubles = {
  unauthorized: ['Unauthorized', 'M3 5.5h6v4.3H3Zm1.3 0V4a1.7 1.7 0 0 1 3.4 0v1.5', 'idle'],
  forbidden: ['Forbidden', NO_ENTRY, 'attention'],
  no_origin: ['NoOrigin', NO_ENTRY, 'attention'],
  not_found: ['NotFound', LENS, 'idle'],
  invalid_input: ['InvalidId', LENS, 'idle'],
  gone: ['Gone', 'M2 2.5h8v2H2Zm.8 2v5h6.4v-5M5 6.5h2', 'idle'],
  network_error: ['Unreachable', BROKEN_LINE, 'attention'],
  offline: ['Offline', BROKEN_LINE, 'attention'],
  invalid_response: ['Unreadable', 'M3 1.8h4l2 2v6.4H3Zm1.7 3.1 2.6 2.6m0-2.6L4.7 7.5', 'danger'],
  server_error: ['Server', 'M2 2.2h8v3H2Zm0 4.6h8v3H2Zm2-3.1h.1M4 8.3h.1', 'danger'],
} as const

type TroubleName = keyof typeof troubles

/** Tells how it is said and shown that something could not be loaded, because of an error or for want of a network. */
export function getLoadTrouble(error: FishbowlError | 'offline', messages: Messages): LoadTrouble {
  const [name, path, tone] = troubles[error === 'offline' ? error : nameTrouble(error.code)]
  return {
    title: messages[`error${name}Title`],
    text: messages[`error${name}Text`],
    icon: { path, tone },
  }
}

function nameTrouble(code: FishbowlErrorCode): TroubleName {
  if (hasNoOrigin() && (code === 'forbidden' || code === 'network_error')) return 'no_origin'
  return code in troubles ? (code as TroubleName) : 'server_error'
}

/** The code of an error, for operators. */
export function getErrorCode({ code, status }: FishbowlError): string {
  return status === undefined ? code : `${code} · ${status}`
}
