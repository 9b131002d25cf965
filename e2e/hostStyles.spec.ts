import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { buildTailwind, getResets } from './hostSheets.js'
import { ours, react, readSheet, test, wear } from './partsPage.js'

const places = [
  'badges',
  'form',
  'list',
  'narrow-list',
  'live',
  'done',
  'failed',
  'missed',
  'parts',
]
const dark = 'html { color-scheme: dark; background: #0c0e12 }'
const light = 'html { color-scheme: light; background: #f3f4f6 }'

/** One picture of all places, which do not move: what a rule makes larger covers more of it. */
const takePicture = (page: Page) => page.screenshot({ animations: 'disabled' })

/**
 * Counts the pixels of each place in which two pictures differ.
 *
 * Browser, fonts and clock are the same for both, so that no text may differ at all. Only the smoothed edges of
 * round corners come out a level of 255 lighter or darker now and then, as they are drawn by other threads: two
 * levels nobody sees, and a border, a colour or a letter that is wrong differs by far more.
 */
async function countDifferences(page: Page, a: Buffer, b: Buffer) {
  if (a.equals(b)) return {}
  return page.evaluate(
    async ([pictures, names]) => {
      const [one, other] = await Promise.all(
        pictures.map(async (picture) => {
          const bytes = Uint8Array.from(atob(picture), (letter) => letter.codePointAt(0)!)
          const bitmap = await createImageBitmap(new Blob([bytes]))
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
          context.drawImage(bitmap, 0, 0)
          return context.getImageData(0, 0, bitmap.width, bitmap.height)
        }),
      )
      const tops = names.map((name) => document.getElementById(name)!.getBoundingClientRect().top)
      const counts: Record<string, number> = {}
      for (let at = 0; at < one!.data.length; at += 4) {
        const differs = [0, 1, 2].some(
          (channel) => Math.abs(one!.data[at + channel]! - other!.data[at + channel]!) > 2,
        )
        if (!differs) continue
        const y = Math.floor(at / 4 / one!.width)
        const name = names[tops.findLastIndex((top) => top <= y)] ?? 'page'
        counts[name] = (counts[name] ?? 0) + 1
      }
      return counts
    },
    [[a.toString('base64'), b.toString('base64')], places] as const,
  )
}

/** The names of the given sheets under which the page does not look as it does alone, and where. */
async function findDifferences(page: Page, sheets: Record<string, string[]>, host: string) {
  await wear(page, [ours], host)
  const bare = await takePicture(page)
  const found: Record<string, unknown> = {}
  for (const [name, texts] of Object.entries(sheets)) {
    await wear(page, texts, host)
    const counts = await countDifferences(page, bare, await takePicture(page))
    if (Object.keys(counts).length > 0) found[name] = counts
  }
  return found
}

for (const [scheme, host] of Object.entries({ light, dark })) {
  test(`${scheme} parts look the same under every reset`, async ({ page, open }) => {
    await open()
    const sheets = Object.entries(await getResets()).map(([name, get]) => [name, get(ours)])
    expect(await findDifferences(page, Object.fromEntries(sheets), host)).toEqual({})
  })
}

test('parts take the font of the host, and its direction, under a reset as without', async ({
  page,
  open,
}) => {
  await open()
  const resets = await getResets()
  const sheets = Object.fromEntries(
    ['Tailwind 3, after ours', 'Tailwind 4, after ours', 'loud elements, after ours'].map(
      (name) => [name, resets[name]!(ours)],
    ),
  )
  await wear(page, [ours], light)
  const plain = await takePicture(page)
  const serif = `${light} main { font-family: serif }`
  await wear(page, [ours], serif)
  const counts = await countDifferences(page, plain, await takePicture(page))
  expect(Object.keys(counts)).toEqual(places)
  expect(await findDifferences(page, sheets, serif)).toEqual({})
  await page.evaluate(() => (document.documentElement.dir = 'rtl'))
  expect(await findDifferences(page, sheets, light)).toEqual({})
})

const themes = {
  'shadcn light': {
    sheet: 'themes/shadcn.css',
    variables: `--radius: 0.625rem; --card: oklch(1 0 0); --card-foreground: oklch(0.145 0 0); --muted: oklch(0.97 0 0);
      --muted-foreground: oklch(0.556 0 0); --border: oklch(0.922 0 0); --input: oklch(0.922 0 0);
      --ring: oklch(0.708 0 0); --destructive: oklch(0.577 0.245 27.325);`,
    surface: 'oklch(1 0 0)',
    radius: '14px',
  },
  'shadcn dark': {
    sheet: 'themes/shadcn.css',
    variables: `--radius: 0.625rem; --card: oklch(0.205 0 0); --card-foreground: oklch(0.985 0 0); --muted: oklch(0.269 0 0);
      --muted-foreground: oklch(0.708 0 0); --border: oklch(1 0 0 / 10%); --input: oklch(1 0 0 / 15%);
      --ring: oklch(0.556 0 0); --destructive: oklch(0.704 0.191 22.216);`,
    surface: 'oklch(0.205 0 0)',
    radius: '14px',
  },
  'Material light': {
    sheet: 'themes/material.css',
    variables: `--md-sys-color-surface: #fef7ff; --md-sys-color-surface-container: #f3edf7; --md-sys-color-on-surface: #1d1b20;
      --md-sys-color-on-surface-variant: #49454f; --md-sys-color-outline: #79747e; --md-sys-color-outline-variant: #cac4d0;
      --md-sys-color-primary: #65558f; --md-sys-color-error: #b3261e; --md-sys-shape-corner-medium: 16px;`,
    surface: 'rgb(254, 247, 255)',
    radius: '16px',
  },
  'MUI dark': {
    sheet: 'themes/material.css',
    variables: `color-scheme: dark; --mui-palette-background-paper: #121212; --mui-palette-background-default: #1c1c1c;
      --mui-palette-text-primary: #fff; --mui-palette-text-secondary: rgba(255, 255, 255, 0.7);
      --mui-palette-divider: rgba(255, 255, 255, 0.12); --mui-palette-primary-main: #90caf9;
      --mui-palette-error-main: #f44336; --mui-shape-borderRadius: 4px;`,
    surface: 'rgb(18, 18, 18)',
    radius: '4px',
  },
}

for (const [name, { sheet, variables, surface, radius }] of Object.entries(themes)) {
  test(`parts follow the variables of ${name}, and can be read`, async ({ page, open }, info) => {
    await open()
    const isDark = name.includes('dark')
    // A dark page of shadcn/ui says so by its class alone.
    const background = `html { background: ${isDark ? '#000' : '#fff'} }`
    const host = `${background} .host { ${variables} }`
    await page.evaluate(
      (classes) => (document.body.className = classes),
      isDark ? 'host dark' : 'host',
    )
    await wear(page, [ours], background)
    const bare = await takePicture(page)
    for (const texts of [
      [ours, readSheet(sheet)],
      [readSheet(sheet), ours],
    ]) {
      await wear(page, texts, host)
      const look = await page.locator('#live .fishbowl-run-viewer').evaluate((viewer) => {
        const { backgroundColor, borderRadius } = getComputedStyle(viewer)
        return { backgroundColor, borderRadius }
      })
      expect(look).toEqual({ backgroundColor: surface, borderRadius: radius })
    }
    const picture = await page.screenshot({
      animations: 'disabled',
      path: info.outputPath('theme.png'),
    })
    expect(Object.keys(await countDifferences(page, bare, picture))).toEqual(places)
    const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze()
    expect(
      violations.flatMap(({ nodes }) => nodes.map(({ html, any }) => [html, any[0]?.message])),
    ).toEqual([])
  })
}

test('the sheet changes nothing on a page of plain elements', async ({ page }) => {
  const names =
    `a article aside b blockquote button code dd details dialog div dl dt em fieldset figure footer form
    h1 h2 h3 header hr i iframe img input label legend li main mark nav ol optgroup option p path pre progress section
    select small span strong sub summary sup svg table tbody td textarea th thead time tr u ul video`.split(
      /\s+/,
    )
  const attributes = [
    '',
    'data-appearance="dark"',
    'data-tone="danger" data-state="live" data-part="row"',
    'class="my-fishbowl-page row"',
    'dir="auto" aria-sort="ascending" data-numeric',
  ]
  const elements = attributes.flatMap((text) => names.map((name) => `<${name} ${text}>x</${name}>`))
  await page.setContent(`<style></style>${elements.join('')}`)
  const changes = await page.evaluate((css) => {
    const all = [...document.querySelectorAll('html, body, body *')]
    /** Tokens are on the root of the page, and mean nothing but to us. */
    const read = () =>
      all.flatMap((element) =>
        ['', '::before', '::after'].map((pseudo) => {
          const style = getComputedStyle(element, pseudo)
          const names = [...style].filter((name) => !name.startsWith('--'))
          return new Map(names.map((name) => [name, style.getPropertyValue(name)]))
        }),
      )
    const before = read()
    document.querySelector('style')!.textContent = css
    return read().flatMap((style, index) =>
      [...style]
        .filter(([name, value]) => before[index]!.get(name) !== value)
        .map(([name, value]) => `${all[Math.floor(index / 3)]!.outerHTML} ${name}: ${value}`),
    )
  }, ours)
  expect(changes).toEqual([])
})

const roots = [
  'run-form',
  'run-viewer',
  'run-list',
  'run-status-badge',
  'run-counters',
  'run-steps',
]

/** What the browser makes of each kind of part: the look that the test's class asks for, or else ours. */
function readRoots(page: Page) {
  return page.evaluate(
    (names) =>
      names.map((name) => {
        const { padding, borderTopWidth, borderRadius, backgroundColor, marginTop, fontSize } =
          getComputedStyle(document.querySelector(`.fishbowl-${name}`)!)
        return { padding, borderTopWidth, borderRadius, backgroundColor, marginTop, fontSize }
      }),
    roots,
  )
}

test('a class of the host wins over a part, wherever its sheet stands', async ({ page, open }) => {
  const utilities = [
    'p-[3px]',
    'border-4',
    'rounded-none',
    'bg-[#010203]',
    'mt-[5px]',
    'text-[17px]',
  ]
  const own =
    'padding: 3px; border: 4px solid; border-radius: 0; background: #010203; margin-top: 5px; font-size: 17px'
  const wanted = {
    padding: '3px',
    borderTopWidth: '4px',
    borderRadius: '0px',
    backgroundColor: 'rgb(1, 2, 3)',
    marginTop: '5px',
    fontSize: '17px',
  }
  const tailwind = await buildTailwind(utilities)
  await open(`${utilities.join(' ')} flush`)
  const sheets: Record<string, string[]> = {
    'Tailwind 3, before ours': [tailwind[3], ours],
    'Tailwind 3, after ours': [ours, tailwind[3]],
    'Tailwind 4, before ours': [tailwind[4], ours],
    'Tailwind 4, after ours': [ours, tailwind[4]],
    'a plain class, before ours': [`.flush { ${own} }`, ours],
    'a plain class, after ours': [ours, `.flush { ${own} }`],
    'our own classes': [`${roots.map((name) => `.fishbowl-${name}`).join()} { ${own} }`, ours],
  }
  for (const [name, texts] of Object.entries(sheets)) {
    await wear(page, texts)
    expect(await readRoots(page), name).toEqual(roots.map(() => wanted))
  }
})

test('a class in a layer of the host wins where the order of layers begins with ours', async ({
  page,
  open,
}) => {
  const rest = { borderRadius: '0px', backgroundColor: 'rgb(1, 2, 3)', fontSize: '17px' }
  const own =
    'padding: 3px; border: 4px solid; border-radius: 0; background: #010203; font-size: 17px'
  const isLike = (look: Record<string, string>) => roots.map(() => expect.objectContaining(look))
  await open('panel-border')
  for (const texts of [
    [`@layer theme, app; @layer app { .panel-border { ${own} } }`, ours],
    [ours, `@layer app { .panel-border { ${own} } }`],
  ]) {
    await wear(page, texts)
    const all = { ...rest, padding: '3px', borderTopWidth: '4px' }
    expect(await readRoots(page)).toEqual(isLike(all))
  }
  // Its name does not say that it sets them, so that it is taken for one beside a reset.
  await open('flush')
  await wear(page, [ours, `@layer app { .flush { ${own} } }`])
  const looks = await readRoots(page)
  expect(looks).toEqual(isLike(rest))
  expect(looks[0]).toMatchObject({ padding: '16px', borderTopWidth: '1px' })
})

test('a class that says where a part stands leaves its look as it is', async ({ page, open }) => {
  const utilities = ['mt-[5px]', 'w-full', 'self-start']
  const tailwind = await buildTailwind(utilities)
  await open(utilities.join(' '))
  await wear(page, [ours, '.mt-\\[5px\\] { margin-top: 5px }'])
  const wanted = await readRoots(page)
  for (const texts of [
    [tailwind[3], ours],
    [ours, tailwind[3]],
    [tailwind[4], ours],
    [ours, tailwind[4]],
  ]) {
    await wear(page, texts)
    expect(await readRoots(page)).toEqual(wanted)
  }
})

test('what the host puts into a part is styled by the host, but for a part of ours in it', async ({
  page,
  open,
}) => {
  await open('', 'Costs one credit')
  await wear(page, [
    ours,
    'p { padding: 7px; color: red } svg { width: 90px } span { padding: 9px }',
  ])
  const text = page.locator('#form p')
  await expect(text).toHaveCSS('padding', '7px')
  await expect(text).toHaveCSS('color', 'rgb(255, 0, 0)')
  await expect(text.locator('svg')).toHaveCSS('width', '12px')
  await expect(text.locator('.fishbowl-run-status-badge')).toHaveCSS('padding', '1px 9px 1px 7px')
})

test('the inner parts that the README names are there, and a host may style them', async ({
  page,
  open,
}) => {
  await open()
  await page.locator('#done').getByRole('tab', { name: 'Steps' }).click()
  await expect(page.locator('#done [data-part="step"]')).not.toHaveCount(0)
  const look = 'padding: 3px; border-radius: 2px; background-color: #010203'
  await wear(page, [`.fishbowl [data-part] { ${look} }`, ours])
  const parts = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-part]')].map((element) => {
      const { padding, borderRadius, backgroundColor } = getComputedStyle(element)
      return [element.dataset['part']!, `${padding} ${borderRadius} ${backgroundColor}`] as const
    }),
  )
  expect(parts.filter(([, style]) => style !== '3px 2px rgb(1, 2, 3)')).toEqual([])
  const table = /\| `data-part`[^]*?\n\n/.exec(
    readFileSync(resolve(react, 'README.md'), 'utf8'),
  )![0]
  const documented = [...table.matchAll(/^\| `([\w-]+)` /gm)].map(([, name]) => name)
  expect(new Set(parts.map(([part]) => part))).toEqual(new Set(documented.slice(1)))
})

test('the tokens that the README names are those that the sheet reads', () => {
  const [table] = /\| token,[^]*?\n\n/.exec(readFileSync(resolve(react, 'README.md'), 'utf8'))!
  const documented = [...table.matchAll(/`([a-z][a-z-]+)`/g)].map(([, name]) => name!)
  const outcomes = ['running', 'success', 'attention', 'danger', 'idle']
  const tints = outcomes.map((name) => `${name}-tint`)
  const read = [...ours.matchAll(/var\(\s*--fishbowl-(?!theme-)([\w-]+)/g)].map(([, name]) => name!)
  expect(new Set(read)).toEqual(new Set([...documented, ...tints]))
})
