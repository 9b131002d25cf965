/**
 * The window that an element is in. A host may show a part in a frame or a window of its own, by a portal:
 * there the global `document` and `window` are those of another page, which knows nothing of its focus, its
 * keys, its size and its clipboard.
 */
export function getWindow(node: Node): Window & typeof globalThis {
  // The one of a document without a window, such as one that is gone, does for whatever is still asked.
  const owner = node.ownerDocument ?? (node as Document)
  return owner.defaultView ?? globalThis.window
}

/** What has the focus among what an element is with: in its shadow root, or else in its document. */
export function getActiveElement(element: Node): Element | null {
  return getRoot(element).activeElement
}

/** The shadow root or document that an element is in, or would be in. */
export function getRoot(element: Node): Document | ShadowRoot {
  const root = element.getRootNode()
  return 'activeElement' in root ? (root as Document | ShadowRoot) : getWindow(element).document
}

/** Whether nothing has the focus among what an element is with, as when what had it has gone away. */
export function isFocusLost(element: Node): boolean {
  const active = getActiveElement(element)
  return active === null || active === active.ownerDocument.body
}

/** Whether it can be focused. Each window has an `HTMLElement` of its own, so `instanceof` tells nothing. */
export function isHtmlElement(value: unknown): value is HTMLElement {
  return typeof value === 'object' && value !== null && 'focus' in value && 'dataset' in value
}

/** Focuses what a search has found, if anything. */
export function focus(element: Element | null | undefined, options?: FocusOptions): void {
  if (isHtmlElement(element)) element.focus(options)
}

/**
 * Calls back in the next frame when an element, or any of several, has another size. Without observers it never does.
 *
 * Not at once: whoever measures or scrolls within the callback of an observer makes Firefox lay out there what has come
 * into view, and report a "ResizeObserver loop" to the page as an error.
 */
export function observeSize(elements: readonly Element[], onChange: () => void): SizeObserver {
  const [first] = elements
  const view = first && getWindow(first)
  let frame: number | undefined
  function tell() {
    frame = undefined
    onChange()
  }
  const observer =
    view?.ResizeObserver &&
    new view.ResizeObserver(() => (frame ??= view.requestAnimationFrame(tell)))
  for (const element of elements) observer?.observe(element)
  return {
    observe: (element) => observer?.observe(element),
    unobserve: (element) => observer?.unobserve(element),
    disconnect() {
      observer?.disconnect()
      if (frame !== undefined) view?.cancelAnimationFrame(frame)
    },
  }
}

export type SizeObserver = Pick<ResizeObserver, 'observe' | 'unobserve' | 'disconnect'>
