/** Scrolls at once, even where the host's style sheet asks for smooth scrolling. */
export function scrollTo(element: Element, top: number, left?: number): void {
  // Documents in which hosts test have no layout, and so no way to scroll.
  element.scrollTo?.({ top, behavior: 'instant', ...(left !== undefined && { left }) })
}

/** Scrolls no further than is needed to see an element. */
export function scrollIntoView(element: Element | null | undefined): void {
  // Nothing is returned: newer browsers give a promise, which an effect must not return.
  element?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
}
