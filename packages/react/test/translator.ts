/**
 * Does to all texts in an element, and to those that come later, what a browser does that translates the
 * page: each one is replaced by elements that hold another text. Returns a function that ends this.
 */
export function translate(root: Element): () => void {
  const own = new WeakSet<Node>()

  function replace(text: Text) {
    if (own.has(text) || !text.data || text.parentElement?.closest('style, script')) return
    const outer = document.createElement('font')
    const inner = outer.appendChild(document.createElement('font'))
    const translated = inner.appendChild(document.createTextNode(text.data))
    own.add(translated)
    text.replaceWith(outer)
  }
  function replaceAll() {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    texts.forEach(replace)
  }

  replaceAll()
  const observer = new MutationObserver(replaceAll)
  observer.observe(root, { childList: true, characterData: true, subtree: true })
  return () => observer.disconnect()
}

/**
 * The texts that React changes by themselves, as they stand beside something else in their element, or come
 * from a component. React would go on changing them after a translation has taken them off the page, and
 * would throw when it takes them away. A text that is all that an element has belongs to the element.
 */
export function findLooseTexts(root: Element): string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  while (walker.nextNode()) {
    const text = walker.currentNode
    const isOfReact = Object.keys(text).some((key) => key.startsWith('__reactFiber$'))
    if (isOfReact) found.push(`${text.parentElement?.outerHTML.slice(0, 200)}: ${text.nodeValue}`)
  }
  return found
}
