/**
 * Puts a text on the clipboard, also where the page may not use the newer way: in a frame, or without
 * https. Rejects when neither works.
 *
 * @param near where a text field may stand for a moment; inside a dialog, as nothing outside is reachable
 */
export async function copyText(text: string, near: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    if (!copySelected(text, near)) throw new Error('The clipboard cannot be used here.')
  }
}

function copySelected(text: string, near: HTMLElement): boolean {
  const focused = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'fishbowl-visually-hidden'
  near.append(field)
  field.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }
}
