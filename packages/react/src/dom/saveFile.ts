import { getWindow } from './ownWindow.js'

/** Milliseconds that the browser has to begin reading the file. */
const REVOKE_AFTER = 10_000

/**
 * Has the browser save a file, without a request and without leaving the page.
 *
 * @param near What the viewer clicked on, as browsers let only that window save files.
 */
export function saveFile(near: Node, name: string, contents: BlobPart[], type: string): void {
  const url = URL.createObjectURL(new Blob(contents, { type }))
  const link = getWindow(near).document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER)
}
