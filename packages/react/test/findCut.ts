/** An element that is seen, and the one around it that scrolls. */
interface Shown {
  element: Element
  style: CSSStyleDeclaration
  scroller: Element | undefined
}

/**
 * What is said in a root and cannot be read, as there is no room for it: its own box cuts it, it stands out of the root,
 * or another text stands on it. What scrolls in a box of its own is not cut.
 */
export function findCut(root: Element): string[] {
  const edges = root.getBoundingClientRect()
  const shown = [...listShown(root)]
  const cut = shown.filter((one) => isCut(one, edges))
  return [...cut, ...listCovered(shown)].map(({ element }) => describe(element))
}

/** Of a host the end is what matters, and that is not cut. */
const foreign = 'code, svg, video, .fishbowl-run-live-view-picture, .fishbowl-run-live-view-host'

/** All but what is not seen, as it is for screen readers alone, and what is no text of ours. */
function* listShown(root: Element, scroller?: Element): Generator<Shown> {
  for (const element of root.children) {
    const style = getComputedStyle(element)
    if (!element.checkVisibility() || style.clipPath !== 'none') continue
    if (element.matches(foreign)) continue
    yield { element, style, scroller }
    yield* listShown(element, canScroll(style.overflowX) ? element : scroller)
  }
}

const canScroll = (overflow: string) => overflow === 'auto' || overflow === 'scroll'
const isCutting = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
const hasText = ({ childNodes }: Element): boolean =>
  [...childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim() !== '')

function isCut({ element, style, scroller }: Shown, edges: DOMRect): boolean {
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
    return hasNoRoomFor(element)
  if (element instanceof HTMLSelectElement) return element.clientWidth < getWidthOfOptions(element)
  if (style.display === 'inline' || style.display === 'contents') return false
  const { left, right } = element.getBoundingClientRect()
  const isOutside = left < edges.left - 1 || right > edges.right + 1
  const isTooWide = element.scrollWidth > element.clientWidth + 1
  const isTooHigh = element.scrollHeight > element.clientHeight + 1
  return (
    (isOutside && !scroller) ||
    (isTooWide && (hasText(element) || isCutting(style.overflowX))) ||
    (isTooHigh && isCutting(style.overflowY))
  )
}

/** The elements whose text stands on that of another one. */
function listCovered(shown: Shown[]): Shown[] {
  const lines = shown
    .filter(({ element }) => hasText(element))
    .flatMap((one) => listLines(one).map((line) => ({ one, line })))
    .toSorted((first, second) => first.line.top - second.line.top)
  return lines.flatMap(({ one, line }, index) => {
    for (const { line: next } of lines.slice(index + 1)) {
      // Lines that follow each other may touch.
      if (next.top > line.bottom - 6) return []
      if (Math.min(line.right, next.right) - Math.max(line.left, next.left) > 1) return [one]
    }
    return []
  })
}

function listLines({ element, scroller }: Shown): DOMRect[] {
  const seen = scroller?.getBoundingClientRect()
  const range = document.createRange()
  range.selectNodeContents(element)
  return [...range.getClientRects()].filter(
    ({ top, bottom }) => !seen || (top >= seen.top && bottom <= seen.bottom),
  )
}

/** A field tells of its value how large it is, and not of its placeholder. */
function hasNoRoomFor(field: HTMLInputElement | HTMLTextAreaElement): boolean {
  if (!field.placeholder) return false
  const { value } = field
  field.value = field.placeholder
  const isTooLarge =
    field.scrollWidth > field.clientWidth || field.scrollHeight > field.clientHeight
  field.value = value
  return isTooLarge
}

function getWidthOfOptions(select: HTMLSelectElement): number {
  const copy = select.cloneNode(true) as HTMLSelectElement
  copy.style.cssText = 'position: absolute; inline-size: max-content'
  select.after(copy)
  const { clientWidth } = copy
  copy.remove()
  return clientWidth
}

function describe(element: Element): string {
  const place = element.closest('[class*="fishbowl-"]')?.className ?? ''
  const { innerText } = element as HTMLElement
  const text = (element as HTMLInputElement).placeholder || innerText
  return `<${element.localName}> in ${place}: ${text.replaceAll('\n', ' | ').slice(0, 120)}`
}
