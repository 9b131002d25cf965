import styles from 'virtual:fishbowl-styles'

/**
 * Of the host element itself, which a page may change. By the two variables, rules that a bundler has rewritten
 * for older browsers know whether the page is dark: the sheet has them for its own document, and would hide here
 * what the page says.
 */
const hostStyles = `
:host { display: block; --lightningcss-light: inherit; --lightningcss-dark: inherit; }
:host([hidden]) { display: none; }
`

const sheets = new WeakMap<Document, CSSStyleSheet>()

/** Gives the sheet of a document: one for all elements in it. A strict policy allows it, unlike a `<style>`. */
export function getStyleSheet(document: Document): CSSStyleSheet {
  const known = sheets.get(document)
  if (known) return known
  const View = document.defaultView ?? window
  const sheet = new View.CSSStyleSheet()
  sheet.replaceSync(hostStyles + styles)
  sheets.set(document, sheet)
  return sheet
}
