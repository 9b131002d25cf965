import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'

import { playInFrame, watch } from './watchLiveView.js'

// An answer may still be on its way when a test is over.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }))

/** A page in the frame that does something once when it is told to. */
const play = (page: Page, script: string) =>
  playInFrame(
    page,
    `<input><p>x</p><div style="block-size: 2000px"></div><script>
      const input = document.querySelector('input')
      const page = document.documentElement
      addEventListener('message', () => { ${script} })
    </script>`,
  )

/** A long page, with the live view far below what is seen. */
async function watchLongPage(page: Page) {
  const watched = await watch(page)
  await expect(watched.view).toHaveAttribute('data-frame', 'showing')
  await page.evaluate(() => {
    document.body.style.paddingBlock = '1500px'
    const field = document.createElement('textarea')
    field.style.cssText = 'position: absolute; inset-block-start: 200px'
    document.body.prepend(field)
    scrollTo(0, 100)
  })
  await notePlaces(page)
  await rest(page)
  return watched
}

interface Noting {
  noted: {
    /** How far the page, or the box of a host, was scrolled in each frame that was painted. */
    painted: number[]
    /** How often the frame has moved the box around it, which nothing else moves. */
    moves: number
  }
}

/** Notes from now on where the page is, or the first box in the shadow root of a host. */
const notePlaces = (page: Page) =>
  page.evaluate(() => {
    const box = document.body.lastElementChild?.shadowRoot?.querySelector('div')
    const noted: Noting['noted'] = { painted: [], moves: 0 }
    const note = () => {
      noted.painted.push(box ? box.scrollTop : scrollY)
      requestAnimationFrame(note)
    }
    requestAnimationFrame(note)
    const handleScroll = ({ target }: Event) => {
      const isAround =
        target instanceof HTMLElement && target.querySelector('.fishbowl-live-frame') !== null
      if (isAround) noted.moves += 1
    }
    addEventListener('scroll', handleScroll, true)
    Object.assign(window, { noted })
  })

/**
 * Waits until nothing has been scrolled for 20 frames, a third of a second at least: what moves the page after
 * that is the doing of somebody else.
 */
async function rest(page: Page) {
  const start = await page.evaluate(() => (window as unknown as Noting).noted.painted.length)
  await page.waitForFunction((start) => {
    const last = (window as unknown as Noting).noted.painted.slice(start).slice(-20)
    return last.length === 20 && last.every((place) => Math.abs(place - last[0]!) < 2)
  }, start)
}

/** Lets the page in the frame do what it is there for, and waits until that has moved something. */
async function attack(page: Page) {
  await page.evaluate(() => {
    const { noted } = window as unknown as Noting
    Object.assign(noted, { painted: [], moves: 0 })
    const frame = document.querySelector<HTMLIFrameElement>('.fishbowl-live-frame')
    frame?.contentWindow?.postMessage('go', '*')
  })
  await page.waitForFunction(() => (window as unknown as Noting).noted.moves > 0)
}

/** How far the painted page was from its place at most. */
const getJump = (page: Page) =>
  page.evaluate(() => {
    const { painted } = (window as unknown as Noting).noted
    return Math.max(...painted.map((place) => Math.abs(place - 100)))
  })

test.describe('attacks on the place of the page by the page in the frame', () => {
  for (const script of [
    'input.focus()',
    'window.focus(); input.focus()',
    'input.scrollIntoView()',
    "input.scrollIntoView({ block: 'center', inline: 'start' })",
    "input.scrollIntoView({ behavior: 'smooth' })",
    'page.scrollIntoView()',
    'page.scrollIntoView(false)',
    "document.querySelector('p').scrollIntoView({ block: 'nearest' })",
    "document.querySelector('div').scrollIntoView({ block: 'end', inline: 'end' })",
  ]) {
    test(`it moves the page once, and the page stays where it is: ${script}`, async ({
      page,
      browserName,
    }) => {
      await play(page, script)
      const { view } = await watchLongPage(page)
      await attack(page)
      await rest(page)
      // Firefox may paint once before it tells the page that it has been scrolled.
      if (browserName === 'chromium') expect(await getJump(page)).toBeLessThan(30)
      expect(await page.evaluate(() => Math.abs(scrollY - 100))).toBeLessThan(2)
      await expect(view).toHaveAttribute('data-state', 'live')
    })
  }

  test('it moves the page again and again, and is taken away', async ({ page }) => {
    await play(page, 'setInterval(() => input.scrollIntoView())')
    const { view, frame } = await watchLongPage(page)
    await attack(page)
    await expect(view).toHaveAttribute('data-state', 'paused')
    await expect(frame).toHaveCount(0)
    expect(await page.evaluate(() => Math.abs(scrollY - 100))).toBeLessThan(2)
    await expect(view.getByText('The page in it tried to scroll this page.')).toBeAttached()
  })

  test('it moves what the host scrolls around it, in a shadow root', async ({ page }) => {
    await play(page, 'input.scrollIntoView()')
    const { view } = await watch(page)
    await expect(view).toHaveAttribute('data-frame', 'showing')
    await page.evaluate(() => {
      const host = document.body.appendChild(document.createElement('div'))
      const box = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'))
      box.style.cssText = 'block-size: 300px; overflow: auto'
      const space = box.appendChild(document.createElement('div'))
      space.style.blockSize = '1200px'
      box.append(document.createElement('slot'))
      host.append(document.querySelector('#root')!)
    })
    // A frame that is moved loads anew.
    await view
      .getByRole('button', { name: 'Reload' })
      .evaluate((button) => (button as HTMLElement).click())
    await expect(view).toHaveAttribute('data-frame', 'showing')
    await notePlaces(page)
    await rest(page)
    await attack(page)
    await rest(page)
    const top = () =>
      page.evaluate(
        () => document.body.lastElementChild?.shadowRoot?.querySelector('div')?.scrollTop,
      )
    expect(await top()).toBe(0)
  })
})

test('whoever scrolls the page themselves, and the host, go where they want', async ({ page }) => {
  await play(page, 'input.scrollIntoView()')
  await watchLongPage(page)
  const top = () => page.evaluate(() => scrollY)
  await page.evaluate(() => scrollTo(0, 700))
  await rest(page)
  expect(await top()).toBe(700)
  await page.locator('.fishbowl-run-viewer').evaluate((viewer) => viewer.scrollIntoView())
  await rest(page)
  expect(await top()).toBeGreaterThan(1_000)
  await page.evaluate(() => scrollTo(0, 0))
  await rest(page)
  await attack(page)
  // At once after a theft, too.
  await page.mouse.move(300, 300)
  await page.mouse.wheel(0, 500)
  await expect.poll(top).toBeGreaterThan(400)
})
