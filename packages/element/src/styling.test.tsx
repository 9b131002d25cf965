import { describe, expect, it, onTestFinished } from 'vitest'

import './index.js'
import reactReadme from '../../react/README.md?raw'
import readme from '../README.md?raw'
import { add, createTestPage, expectOutcome } from '../test/createTestPage.js'

const { start } = createTestPage()

/** Adds rules to the page, until the end of the test. */
function wear(css: string) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets.push(sheet)
  onTestFinished(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
  })
}

const find = (element: Element, selector: string) => [
  ...element.shadowRoot!.querySelectorAll<HTMLElement>(selector),
]

const innerParts = [...reactReadme.matchAll(/^\| `([a-z]+)` /gm)].map(([, name]) => name!)
const parts = [...readme.slice(readme.indexOf('**Styling**')).matchAll(/`(run-[a-z-]+)`/g)].map(
  ([, name]) => name!,
)

describe('the parts of an element', () => {
  it('are styled by the page, which wins over what is inside', async () => {
    const look = 'padding: 3px; border-radius: 2px; background-color: rgb(1, 2, 3)'
    const isLook = (element: Element) => {
      const { padding, borderRadius, backgroundColor } = getComputedStyle(element)
      return `${padding} ${borderRadius} ${backgroundColor}` === '3px 2px rgb(1, 2, 3)'
    }
    const rules = [...parts, ...innerParts].map(
      (name) => `:is(fishbowl-run, fishbowl-run-list)::part(${name}) { ${look} }`,
    )
    wear(rules.join(' '))
    const done = add(`<fishbowl-run run-id="${start(60_000, 'recording')}"></fishbowl-run>`)
    const failed = add(`<fishbowl-run run-id="${start(60_000, 'failed-agent')}"></fishbowl-run>`)
    const live = add(
      `<fishbowl-run run-id="${start(20_000, 'slow')}" allow-insecure-localhost></fishbowl-run>`,
    )
    const list = add('<fishbowl-run-list></fishbowl-run-list>')
    await expectOutcome(done, 'succeeded')
    await expectOutcome(failed, 'failed')
    await expectOutcome(live, 'running')
    await expect.poll(() => find(done, '[part=table]').length).toBe(1)
    // What a tab has shown is kept, but for the recording, which is chosen last.
    for (const name of ['steps', 'recording']) {
      const tab = () => find(done, `[id$="-${name}-tab"]`)[0]
      await expect.poll(tab).toBeTruthy()
      tab()!.click()
      await expect.poll(() => find(done, `.fishbowl-run-${name}`).length).toBe(1)
    }
    const all = () =>
      [done, failed, live, list].flatMap((element) =>
        find(element, '.fishbowl, [data-part], [part]'),
      )
    await expect
      .poll(() => new Set(all().map((element) => element.getAttribute('part'))))
      .toEqual(new Set([...parts, ...innerParts]))
    expect(all().filter((element) => !isLook(element))).toEqual([])
  })
})
