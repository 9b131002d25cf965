/** What the small components say that many others contain. */
export const commonMessages = {
  close: 'Close',
  showMore: 'Show more',
  showLess: 'Show less',
  opensInNewTab: '(opens in a new tab)',
  copy: 'Copy',
  copied: 'Copied',
  retry: 'Try again',
  support: 'Ask for help',
  codeLabel: 'Error code',
}

/** What `UntrustedText` says of characters that are not seen. */
export const textMessages = {
  textHidden: (code: string) => `Hidden character ${code}`,
  textHiddenMore: (count: number) => `${formatCount(count)} more hidden characters`,
  textMarks: (count: number) => `${formatCount(count)} more marks on this letter`,
}

export type TextMessages = typeof textMessages

/** Lengths of time. */
export const timeMessages = {
  seconds: (seconds: number) => `${seconds} s`,
  minutes: (minutes: number, seconds: number) =>
    seconds ? `${minutes} min ${seconds} s` : `${minutes} min`,
  hours: (hours: number, minutes: number) => (minutes ? `${hours} h ${minutes} min` : `${hours} h`),
  timeElapsed: 'Time elapsed',
}

export type TimeMessages = typeof timeMessages

let englishFormat: Intl.NumberFormat | undefined

/**
 * A count as English writes it, the language of these texts, whatever that of the browser is. The first
 * `Intl.NumberFormat` of a page takes longer to make than a large result takes to draw, and only a count with
 * groups of digits needs one.
 */
export function formatCount(count: number): string {
  if (count < 1_000) return String(count)
  return (englishFormat ??= new Intl.NumberFormat('en')).format(count)
}
