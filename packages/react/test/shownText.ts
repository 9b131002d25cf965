/** What can be read of an element: each hidden character by the code that stands in its place. */
export function getShownText(element: Element): string {
  const copy = element.cloneNode(true) as Element
  for (const chip of copy.querySelectorAll('[data-code]')) {
    chip.replaceWith(chip.getAttribute('data-code') ?? '')
  }
  return copy.textContent ?? ''
}
