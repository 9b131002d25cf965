import { FishbowlProvider, RunViewer } from '@fishbowl/react'
import { render } from '@testing-library/react'
import type { CSSProperties } from 'react'
import { describe, expect, it, onTestFinished } from 'vitest'

import './index.js'
import reactReadme from '../../react/README.md?raw'
import material from '../../react/src/themes/material.css?inline'
import shadcn from '../../react/src/themes/shadcn.css?inline'
import readme from '../README.md?raw'
import { add, createTestPage, expectOutcome, viewer } from '../test/createTestPage.js'
import { getStyleSheet } from './styleSheet.js'

const { start } = createTestPage()

/** Gives the page our sheet and these rules, until the end of the test. */
function wear(css: string) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets = [getStyleSheet(document), sheet]
  onTestFinished(() => {
    document.adoptedStyleSheets = []
  })
}

const find = (element: Element, selector: string) => [
  ...element.shadowRoot!.querySelectorAll<HTMLElement>(selector),
]

const [innerTable] = /\| `data-part`[^]*?\n\n/.exec(reactReadme)!
const innerParts = [...innerTable.matchAll(/^\| `([a-z]+)` /gm)].map(([, name]) => name!)
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
    const list = add('<fishbowl-run-list></fishbowl-run-list>')
    const failed = add(`<fishbowl-run run-id="${start(60_000, 'failed-agent')}"></fishbowl-run>`)
    await expect.poll(() => find(failed, '[part=run-error]').length).toBe(1)
    const live = add(
      `<fishbowl-run run-id="${start(20_000, 'slow')}" allow-insecure-localhost></fishbowl-run>`,
    )
    await expect.poll(() => find(live, '[part=bar]').length).toBe(1)
    const done = add(`<fishbowl-run run-id="${start(60_000, 'recording')}"></fishbowl-run>`)
    await expect.poll(() => find(done, '[part=table]').length).toBe(1)
    // What a tab has shown is kept, but for the recording, which is chosen last.
    for (const name of ['steps', 'recording']) {
      find(done, `[id$="-${name}-tab"]`)[0]!.click()
      await expect.poll(() => find(done, `.fishbowl-run-${name}`).length).toBe(1)
    }
    const all = () =>
      [list, failed, live, done].flatMap((element) =>
        find(element, '.fishbowl, [data-part], [part]'),
      )
    await expect
      .poll(() => new Set(all().map((element) => element.getAttribute('part'))))
      .toEqual(new Set([...parts, ...innerParts]))
    expect(all().filter((element) => !isLook(element))).toEqual([])
  })

  it('follow the scheme of the page also by rules that a bundler has rewritten for older browsers', async () => {
    // As Lightning CSS writes `color-scheme: dark` and `light-dark(red, blue)`.
    wear(`:root { color-scheme: dark; --lightningcss-light: ; --lightningcss-dark: initial }
      fishbowl-run::part(header) { color: var(--lightningcss-light, red) var(--lightningcss-dark, blue) }`)
    const element = add(`<fishbowl-run run-id="${start()}"></fishbowl-run>`)
    await expectOutcome(element, 'succeeded')
    expect(getComputedStyle(find(element, '[part=header]')[0]!).color).toBe('rgb(0, 0, 255)')
  })
})

interface Place {
  /** Of the element, and of the component that shows the same. */
  appearance?: 'dark'
  style?: CSSProperties
  /** Of the section in which both stand. */
  className?: string
}

/** Shows a run in an element and beside it by React, and gives the look that both have. */
async function showBoth({ appearance, style, className = '' }: Place = {}) {
  const runId = start()
  const section = add(
    `<section class="${className}"><fishbowl-run run-id="${runId}"></fishbowl-run><div></div></section>`,
  )
  const [element, place] = section.children as unknown as [HTMLElement, HTMLElement]
  if (appearance) element.setAttribute('appearance', appearance)
  for (const [name, value] of Object.entries(style ?? {})) element.style.setProperty(name, value)
  render(
    <FishbowlProvider endpoint="/api/fishbowl" appearance={appearance ?? 'auto'}>
      <RunViewer runId={runId} {...(style && { style })} />
    </FishbowlProvider>,
    { container: place },
  )
  await expectOutcome(element, 'succeeded')
  const other = () => place.querySelector('.fishbowl-run-viewer[data-outcome]')
  await expect.poll(other).toBeTruthy()
  const look = readLook(viewer(element)!)
  expect(readLook(other()!)).toEqual(look)
  return look
}

/** A size and a colour of a viewer, and a colour of a part in it. */
function readLook(element: Element) {
  const { borderRadius, backgroundColor } = getComputedStyle(element)
  const { color } = getComputedStyle(element.querySelector('.fishbowl-run-status-badge')!)
  return { radius: borderRadius, surface: backgroundColor, success: color }
}

describe('the tokens of a page reach elements as they reach React', () => {
  const values = {
    '--fishbowl-radius': '3px',
    '--fishbowl-surface': 'light-dark(rgb(1, 1, 1), rgb(2, 2, 2))',
    '--fishbowl-success': 'light-dark(rgb(3, 3, 3), rgb(4, 4, 4))',
  }
  const tokens = Object.entries(values)
    .map((entry) => entry.join(': '))
    .join('; ')
  const light = { radius: '3px', surface: 'rgb(1, 1, 1)', success: 'rgb(3, 3, 3)' }
  const dark = { radius: '3px', surface: 'rgb(2, 2, 2)', success: 'rgb(4, 4, 4)' }

  it.each([
    ['its root', `:root { ${tokens} }`],
    ['something around', `.around { ${tokens} }`, { className: 'around' }],
    ['the element, in a sheet', `fishbowl-run, .fishbowl-run-viewer { ${tokens} }`],
    ['the element, in an attribute', '', { style: values }],
  ] as [string, string, Place?][])('from %s', async (_place, css, place) => {
    wear(css)
    expect(await showBoth(place)).toEqual(light)
    expect(await showBoth({ ...place, appearance: 'dark' })).toEqual(dark)
    wear(`:root { color-scheme: dark } ${css}`)
    expect(await showBoth(place)).toEqual(dark)
  })

  it('from the nearest place', async () => {
    wear(`:root { ${tokens} } .night { color-scheme: dark; --fishbowl-radius: 5px }`)
    expect(await showBoth({ className: 'night' })).toEqual({ ...dark, radius: '5px' })
  })

  it('and there are defaults', async () => {
    wear('.night { color-scheme: dark }')
    const defaults = { radius: '12px', surface: 'rgb(255, 255, 255)', success: 'rgb(11, 110, 58)' }
    expect(await showBoth()).toEqual(defaults)
    const ofNight = { radius: '12px', surface: 'rgb(19, 22, 28)', success: 'rgb(95, 214, 144)' }
    expect(await showBoth({ className: 'night' })).toEqual(ofNight)
    expect(await showBoth({ appearance: 'dark' })).toEqual(ofNight)
  })

  it('from the theme for shadcn/ui, whose schemes are those of a section', async () => {
    wear(`${shadcn} :root { --card: rgb(1, 1, 1); --radius: 2px } .dark { --card: rgb(2, 2, 2) }`)
    const look = { radius: '6px', surface: 'rgb(1, 1, 1)', success: 'rgb(11, 110, 58)' }
    expect(await showBoth()).toEqual(look)
    const ofNight = { radius: '6px', surface: 'rgb(2, 2, 2)', success: 'rgb(95, 214, 144)' }
    expect(await showBoth({ className: 'dark' })).toEqual(ofNight)
  })

  it('from the theme for Material, over which those of the page win', async () => {
    const scheme = '--md-sys-color-surface: rgb(1, 1, 1); --md-sys-shape-corner-medium: 2px'
    wear(`${material} .shop { ${scheme} } :root { --fishbowl-radius: 3px }`)
    const look = { radius: '3px', surface: 'rgb(1, 1, 1)', success: 'rgb(11, 110, 58)' }
    expect(await showBoth({ className: 'shop' })).toEqual(look)
  })
})
