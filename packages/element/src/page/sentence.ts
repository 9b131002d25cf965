/** Makes a sentence that stands in the place of what cannot be shown, and is read out. */
export function createSentence(title: string, text?: string): HTMLElement {
  const sentence = document.createElement('div')
  sentence.className = 'sentence'
  sentence.setAttribute('role', 'alert')
  sentence.append(createText('p', title))
  if (text) sentence.append(createText('p', text))
  return sentence
}

/** Makes an element that holds a text and nothing else, in whatever language it is. */
export function createText(name: 'h1' | 'h2' | 'p', text: string): HTMLElement {
  const element = document.createElement(name)
  element.dir = 'auto'
  element.textContent = text
  return element
}
