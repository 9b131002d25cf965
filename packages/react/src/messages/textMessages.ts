import { formatCount } from './formatCount.js'

/** What `UntrustedText` says of characters that are not seen. */
export const textMessages = {
  textHidden: (code: string) => `Hidden character ${code}`,
  textHiddenMore: (count: number) => `${formatCount(count)} more hidden characters`,
  textMarks: (count: number) => `${formatCount(count)} more marks on this letter`,
}

export type TextMessages = typeof textMessages
