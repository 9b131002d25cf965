import styles from 'virtual:fishbowl-styles'

/** Of the host element itself, which a page may change. */
const hostStyles = `
:host { display: block; }
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
