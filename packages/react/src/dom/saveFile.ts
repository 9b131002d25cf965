/** Milliseconds that the browser has to begin reading the file. */
const REVOKE_AFTER = 10_000

/** Has the browser save a file, without a request and without leaving the page. */
export function saveFile(name: string, contents: BlobPart[], type: string): void {
  const url = URL.createObjectURL(new Blob(contents, { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER)
}
