import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { ours, test, wear } from './partsPage.js'

const schemes = {
  light: 'html { color-scheme: light; background: #ffffff }',
  dark: 'html { color-scheme: dark; background: #0c0e12 }',
}

/** A window as people have it, in which not all of the page is seen at once. */
const desktop = { width: 1_280, height: 720 }

for (const [scheme, host] of Object.entries(schemes)) {
  test(`1.4.3, 2.5.3, 2.5.8: in ${scheme} texts can be read, names have them, and targets have room`, async ({
    page,
    open,
  }) => {
    await open()
    await wear(page, [ours], host)
    const rules = ['color-contrast', 'label-content-name-mismatch', 'target-size']
    const { violations, passes } = await new AxeBuilder({ page }).withRules(rules).analyze()
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
    ).toEqual([])
    expect(passes.map(({ id }) => id)).toEqual(rules)
  })
}

/** Foreground and background of all that is written or drawn, and the least contrast that it needs. */
const pairs: [front: string, back: string, least: number][] = [
  ...['text', 'text-secondary'].flatMap((front): [string, string, number][] => [
    [front, 'surface', 4.5],
    [front, 'surface-sunken', 4.5],
  ]),
  ...['running', 'success', 'attention', 'danger', 'idle'].flatMap(
    (front): [string, string, number][] => [
      [front, `${front}-tint`, 4.5],
      [front, 'surface', 4.5],
    ],
  ),
  ['border-control', 'surface', 3],
  ['border-control', 'surface-sunken', 3],
  ['accent-text', 'accent', 4.5],
  // Also the ring around what has the focus.
  ['accent', 'surface', 3],
  ['accent', 'surface-sunken', 3],
]

for (const [scheme, host] of Object.entries(schemes)) {
  test(`1.4.3, 1.4.11: every pair of colours has its contrast in ${scheme}`, async ({
    page,
    open,
  }) => {
    await open()
    await wear(page, [ours], host)
    const names = [...new Set(pairs.flatMap(([front, back]) => [front, back]))]
    const colours = await page.evaluate((tokens) => {
      const part = document.querySelector('.fishbowl')!
      const probe = part.appendChild(document.createElement('i'))
      const context = new OffscreenCanvas(1, 1).getContext('2d')!
      return Object.fromEntries(
        tokens.map((token) => {
          probe.style.setProperty('color', `var(--_fishbowl-${token})`, 'important')
          context.fillStyle = getComputedStyle(probe).color
          context.fillRect(0, 0, 1, 1)
          return [token, [...context.getImageData(0, 0, 1, 1).data].slice(0, 3)]
        }),
      )
    }, names)
    const tooLittle = pairs.filter(
      ([front, back, least]) => getContrast(colours[front]!, colours[back]!) < least,
    )
    expect(tooLittle).toEqual([])
  })
}

test('1.3.4: no rule asks how a device is held', () => {
  expect(ours).not.toContain('orientation')
})

test('1.4.3: no colour is left out of the pairs', () => {
  const tokens = [...ours.matchAll(/--_fishbowl-([\w-]+):[^;]*light-dark\(/g)].map(
    ([, name]) => name,
  )
  // It parts what belongs together, and nothing is lost to whoever does not see it.
  const decoration = ['border']
  expect(new Set(tokens)).toEqual(
    new Set([...pairs.flatMap(([front, back]) => [front, back]), ...decoration]),
  )
})

/** As WCAG defines it, of two colours in sRGB from 0 to 255. */
function getContrast(one: number[], other: number[]): number {
  const [darker, lighter] = [getLuminance(one), getLuminance(other)].toSorted((a, b) => a - b)
  return (lighter! + 0.05) / (darker! + 0.05)
}

function getLuminance(colour: number[]): number {
  const [red, green, blue] = colour.map((level) => {
    const share = level / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

/** What has the focus, how it looks then, and whether somebody sees it. */
function readFocus(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement!
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect()
    const active = document.getElementById(element.getAttribute('aria-activedescendant') ?? '')
    const { outlineStyle, outlineWidth } = getComputedStyle(
      element.matches('.fishbowl-result-switch input')
        ? element.nextElementSibling!
        : (active ?? element),
    )
    // The browser draws its own around the button for its calendar.
    const isCalendarButton = element.matches('[type="date"]:not(:focus-visible)')
    const points = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.1, 0.5, 0.9].map((y) => document.elementFromPoint(left + width * x, top + height * y)),
    )
    return {
      name: `${element.localName} ${element.className} ${element.textContent.slice(0, 30)}`,
      isBody: element === document.body,
      isInWindow: right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
      seen: points.filter((found) => found && (element.contains(found) || found.contains(element)))
        .length,
      hasRing: isCalendarButton || (outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2),
    }
  })
}

for (const key of ['Tab', 'Shift+Tab']) {
  test(`2.1.1, 2.1.2, 2.4.7, 2.4.11, 3.2.1: ${key} goes through all, is seen everywhere, and leaves`, async ({
    page,
    open,
  }) => {
    await open()
    await page.setViewportSize(desktop)
    await page.evaluate(() =>
      document.querySelectorAll('iframe').forEach((frame) => frame.remove()),
    )
    const stops = []
    for (;;) {
      await page.keyboard.press(key)
      const focus = await readFocus(page)
      if (focus.isBody) break
      stops.push(focus)
      expect(stops.length, 'the focus is caught').toBeLessThan(300)
    }
    expect(stops.length).toBeGreaterThan(60)
    expect(stops.filter(({ isInWindow, seen }) => !isInWindow || seen < 5)).toEqual([])
    expect(stops.filter(({ hasRing }) => !hasRing)).toEqual([])
  })
}

for (const place of ['list', 'done']) {
  test(`2.4.11: a head that stays hides no row that is walked to (${place})`, async ({
    page,
    open,
  }) => {
    await open()
    await page.setViewportSize(desktop)
    const box = page.locator(`#${place} .fishbowl-viewport`).first()
    await box.evaluate((element) =>
      element.style.setProperty('max-block-size', '130px', 'important'),
    )
    await box.locator('[tabindex="0"]:not(a, input)').last().focus()
    for (const key of [
      ...Array<string>(9).fill('ArrowDown'),
      ...Array<string>(6).fill('ArrowUp'),
    ]) {
      await page.keyboard.press(key)
      const { name, seen } = await readFocus(page)
      expect(seen, name).toBe(9)
    }
  })
}

test('1.4.4, 1.4.10: at 400 % nothing but tables is scrolled to the side', async ({
  page,
  open,
}) => {
  await open()
  await page.setViewportSize({ width: 320, height: 256 })
  await page.evaluate(() => {
    for (const place of document.querySelectorAll<HTMLElement>('main > div')) {
      place.style.cssText = 'position: static; width: auto; text-align: start; letter-spacing: 0'
    }
  })
  await expect
    .poll(() =>
      page.evaluate(() => {
        const wide = [...document.querySelectorAll<HTMLElement>('main *')].filter(
          (element) =>
            element.getBoundingClientRect().right > innerWidth + 1 &&
            (element.innerText !== '' || element.matches('input, select, button')),
        )
        return wide
          .filter((element) => !element.closest('.fishbowl-viewport, .fishbowl-result-table'))
          .map((element) => element.outerHTML.slice(0, 200))
      }),
    )
    .toEqual([])
})

test('1.4.12: with more room between letters, words, lines and paragraphs no text is cut', async ({
  page,
  open,
}) => {
  await open()
  const find = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.fishbowl *')]
        .filter((element) => {
          const { overflowX, overflowY, textOverflow, clipPath } = getComputedStyle(element)
          if (clipPath !== 'none' || textOverflow === 'ellipsis') return false
          const cuts = (overflow: string) => overflow === 'hidden' || overflow === 'clip'
          return (
            (cuts(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
            (cuts(overflowY) && element.scrollHeight > element.clientHeight + 1)
          )
        })
        .map((element) => `${element.className}: ${element.innerText.slice(0, 60)}`),
    )
  const before = await find()
  const roomy = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`
  await wear(page, [ours, roomy])
  expect((await find()).filter((name) => !before.includes(name))).toEqual([])
})

test('1.4.1, 1.4.11: with forced colours it still shows what is chosen, and how a run went', async ({
  page,
  open,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await open()
  const look = await page.evaluate(() => {
    const readLine = (isChosen: boolean) => {
      const tab = document.querySelector(`[role="tab"][aria-selected="${isChosen}"]`)!
      return getComputedStyle(tab).borderBottomColor
    }
    const probe = document.body.appendChild(document.createElement('i'))
    const readColour = (color: string) => {
      probe.style.color = color
      return getComputedStyle(probe).color
    }
    return {
      chosen: readLine(true) === readColour('Highlight'),
      other: readLine(false) === readColour('Canvas'),
      badges: [...document.querySelectorAll('.fishbowl-run-status-badge')].every(
        (badge) => badge.querySelector('svg') !== null && badge.textContent !== '',
      ),
    }
  })
  expect(look).toEqual({ chosen: true, other: true, badges: true })
})

test('2.2.2, 2.3.1: with reduced motion nothing moves, and nothing flashes', async ({
  page,
  open,
}) => {
  const listMoving = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ playState, effect }) => {
          const { iterations, duration } = effect!.getTiming()
          return playState === 'running' && (iterations === Infinity || Number(duration) > 10)
        })
        .map((animation) => (animation as CSSAnimation).animationName),
    )
  await open()
  expect(await listMoving()).not.toEqual([])
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await listMoving()).toEqual([])
})
