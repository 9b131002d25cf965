import { cutText } from '../untrustedText.js'
import { ResultText } from './ResultText.js'

/** More is no name. */
const longestName = 120

/** The key or the title of a field: as untrusted as its value. */
export function ResultName({ name }: { name: string }) {
  const cut = cutText(name, longestName)
  return <ResultText text={cut.length < name.length ? `${cut}…` : cut} />
}
