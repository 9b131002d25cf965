/* oxlint-disable no-restricted-globals -- The title of the tab is that of this window's document. */

/** The marks that are wanted now, the oldest first. Only that one is shown. */
const marks = new Set<{ text: string }>()
/** The mark that stands in the title. */
let shown = ''
let timer: ReturnType<typeof setTimeout> | undefined
let observer: MutationObserver | undefined

/** Puts a mark before the title of the page until the function that this gives is called. */
export function markTitle(text: string): () => void {
  const mark = { text: text.trim() }
  if (!mark.text) return () => undefined
  marks.add(mark)
  observer ??= watchHead()
  update()
  return () => {
    if (!marks.delete(mark)) return
    if (marks.size === 0) {
      observer?.disconnect()
      observer = undefined
      clearTimeout(timer)
    }
    update()
  }
}

/** The title of the page without our mark. */
export function getPageTitle(): string {
  return shown ? document.title.replace(shown, '').trim() : document.title
}

function update() {
  timer = undefined
  const [{ text = '' } = {}] = marks
  if (shown !== text) {
    if (shown && document.title.includes(shown)) document.title = getPageTitle()
    shown = text
  }
  // A page that has no title gets none: its own, when it comes, would stand behind ours, and not be seen.
  if (!text || !document.head.querySelector('title') || document.title.includes(text)) return
  document.title = `${text} ${document.title}`
}

/** Pages change their title, or the element that it stands in, whenever they like. */
function watchHead(): MutationObserver {
  // In a task of its own: with somebody else who insists on another title, the page would stand still.
  const head = new MutationObserver(() => (timer ??= setTimeout(update)))
  head.observe(document.head, { childList: true, subtree: true, characterData: true })
  return head
}
