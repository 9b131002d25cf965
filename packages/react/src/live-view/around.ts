import { getWindow } from '../dom/ownWindow.js'

/**
 * The window that an element is in, and those around it, from the inside out, as far as they are of the same
 * origin: what a frame does to the focus and the place of a page, it does to all of them.
 */
export function getWindowsAround(element: Element): Window[] {
  const windows: Window[] = []
  for (let inner: Element | null = element; inner; inner = getWindow(inner).frameElement) {
    windows.push(getWindow(inner))
  }
  return windows
}

/** The elements around an element, from the inside out, through shadow roots and frames of the same origin. */
export function getElementsAround(element: Element): Element[] {
  const elements: Element[] = []
  for (let next = getOuter(element); next; next = getOuter(next)) elements.push(next)
  return elements
}

function getOuter(element: Element): Element | null {
  if (element.assignedSlot ?? element.parentElement)
    return element.assignedSlot ?? element.parentElement
  const root = element.getRootNode()
  return 'host' in root ? (root as ShadowRoot).host : getWindow(element).frameElement
}

/**
 * Whether an element takes what is typed. A frame or an element of the host's own making may have a field
 * inside that nobody can see from outside.
 */
export function takesText(element: HTMLElement | null): boolean {
  if (!element) return false
  const { localName, isContentEditable } = element
  return (
    isContentEditable ||
    localName.includes('-') ||
    element.matches(
      'input, textarea, select, iframe, [role=textbox], [role=searchbox], [role=combobox]',
    )
  )
}
