import { describe, expect, it, vi } from 'vitest'

import './index.js'
import { add, createTestPage, expectOutcome, viewer } from '../test/createTestPage.js'

const { emulator, requests, start } = createTestPage()

describe('<fishbowl-run>', () => {
  it('shows a run that is said in HTML, with its styles', async () => {
    const element = add(`<fishbowl-run run-id="${start()}" locale="en"></fishbowl-run>`)
    await expectOutcome(element, 'succeeded')
    expect(getComputedStyle(element).display).toBe('block')
    expect(getComputedStyle(viewer(element)!).borderTopWidth).toBe('1px')
  })

  it('shows another run when the attribute or the property changes', async () => {
    const element = add(`<fishbowl-run run-id="${start()}"></fishbowl-run>`)
    await expectOutcome(element, 'succeeded')
    element.setAttribute('run-id', start(60_000, 'failed-agent'))
    await expectOutcome(element, 'failed')
    Object.assign(element, { runId: start() })
    await expectOutcome(element, 'succeeded')
    expect(element.getAttribute('run-id')).toBe(Reflect.get(element, 'runId'))
  })

  it('tells what a run comes to, and of its end only when that was watched', async () => {
    const told: [string, unknown][] = []
    for (const name of ['outcome', 'settled']) {
      document.body.addEventListener(
        `fishbowl-${name}`,
        (event) => told.push([name, (event as CustomEvent).detail]),
        { once: false },
      )
    }
    const over = start()
    const element = add(`<fishbowl-run run-id="${over}"></fishbowl-run>`)
    await expectOutcome(element, 'succeeded')
    await expect.poll(() => told).toEqual([['outcome', { runId: over, outcome: 'succeeded' }]])
    told.length = 0
    const goesOn = start(20_000, 'slow')
    element.setAttribute('run-id', goesOn)
    await expectOutcome(element, 'running')
    emulator.runs.cancel(goesOn)
    await expect
      .poll(() => told.at(-1))
      .toEqual(['settled', { runId: goesOn, outcome: 'cancelled' }])
  })

  it('shows a customer the title of the page, and asks them nothing of runs', async () => {
    const runId = start(60_000, 'failed-agent')
    const element = add(
      `<fishbowl-run run-id="${runId}" audience="customer" run-title="Your report" description="Each day."
        support-href="/help" support-label="Write to us"></fishbowl-run>`,
    )
    await expectOutcome(element, 'failed')
    const link = () => element.shadowRoot?.querySelector('a')
    await expect.poll(() => link()?.textContent).toBe('Write to us')
    expect(link()?.getAttribute('href')).toBe('/help')
    const markup = element.shadowRoot?.innerHTML
    expect(markup).toMatch(/Your report[^]*Each day\./)
    expect(markup).not.toMatch(new RegExp(`${runId}|tinyfish|site_blocked`, 'i'))
    expect(element.title).toBe('')
  })

  it.each([
    ['can-run-again', 'Run again', 'run-again'],
    ['can-run-again can-edit-goal', 'Change the goal', 'edit-goal'],
  ])('tells of what somebody wants to be done: %s', async (attributes, name, event) => {
    const runId = start(60_000, 'failed-agent')
    const element = add(`<fishbowl-run run-id="${runId}" ${attributes}></fishbowl-run>`)
    const told = new Promise<unknown>((resolve) =>
      element.addEventListener(`fishbowl-${event}`, (heard) =>
        resolve((heard as CustomEvent).detail),
      ),
    )
    const button = () =>
      element.shadowRoot?.querySelector<HTMLElement>('.fishbowl-run-error [data-variant="primary"]')
    await expect.poll(() => button()?.textContent).toBe(name)
    button()?.click()
    expect(await told).toEqual({ runId })
  })

  it('asks the token that was set before the element was defined', async () => {
    const element = document.createElement('fishbowl-run')
    const getToken = vi.fn(() => 'a-token')
    Object.assign(element, { getToken, runId: start() })
    document.body.append(element)
    await expectOutcome(element, 'succeeded')
    expect(getToken).toHaveBeenCalled()
  })

  it('shares its requests with the others of the page', async () => {
    const runIds = Array.from({ length: 20 }, () => start(20_000, 'slow'))
    for (const runId of runIds) add(`<fishbowl-run run-id="${runId}"></fishbowl-run>`)
    await Promise.all(
      [...document.querySelectorAll('fishbowl-run')].map((element) =>
        expectOutcome(element, 'running'),
      ),
    )
    expect(requests.filter((path) => path.endsWith('/runs/batch')).length).toBeLessThanOrEqual(4)
  })

  it('goes on when it is moved, and begins anew when it is put back later', async () => {
    const element = add(`<fishbowl-run run-id="${start(20_000, 'slow')}"></fishbowl-run>`)
    await expectOutcome(element, 'running')
    const shown = viewer(element)
    const place = add('<section></section>')
    place.append(element)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(viewer(element)).toBe(shown)
    element.remove()
    await expect.poll(() => viewer(element)).toBe(null)
    document.body.append(element)
    await expectOutcome(element, 'running')
  })

  it('works in the shadow root of somebody else, whose listeners hear it', async () => {
    const host = add('<div></div>')
    const outer = host.attachShadow({ mode: 'open' })
    const heard = vi.fn()
    host.addEventListener('fishbowl-outcome', heard)
    outer.innerHTML = `<fishbowl-run run-id="${start()}"></fishbowl-run>`
    await expectOutcome(outer.firstElementChild!, 'succeeded')
    await expect.poll(() => heard.mock.calls.length).toBe(1)
  })

  it('shows what stands in its slots', async () => {
    const element = add(
      `<fishbowl-run run-id="${start()}"><h2 slot="header">Order 42</h2></fishbowl-run>`,
    )
    await expectOutcome(element, 'succeeded')
    const slot = element.shadowRoot!.querySelector<HTMLSlotElement>('slot[name=header]')!
    expect(slot.assignedElements()[0]?.textContent).toBe('Order 42')
  })

  it.each([
    ['transport', 'pull', '"poll" or "push"'],
    ['appearance', 'sepia', '"auto" or "light" or "dark"'],
    ['interactive', 'perhaps', '"true" or "false"'],
    ['live-frame-budget', '-1', 'a number'],
  ])('says in the console that %s cannot be %j, and goes on', async (name, value, takes) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const element = add(`<fishbowl-run run-id="${start()}" ${name}="${value}"></fishbowl-run>`)
    await expectOutcome(element, 'succeeded')
    expect(warn.mock.calls).toEqual([
      [`<fishbowl-run>: ${name} is "${value}", and takes ${takes}.`],
    ])
    warn.mockRestore()
  })

  it.each(['no such run', 'a/../b', '<img>'])('shows that %j is not a run', async (runId) => {
    const element = add('<fishbowl-run></fishbowl-run>')
    element.setAttribute('run-id', runId)
    await expect.poll(() => viewer(element)?.getAttribute('data-connection')).toBe('error')
    expect(requests).toEqual([])
  })
})

describe('<fishbowl-run-list>', () => {
  it('tells of a run that ends in it', async () => {
    const runId = start(20_000, 'slow')
    const element = add('<fishbowl-run-list locale="en"></fishbowl-run-list>')
    const told: unknown[] = []
    element.addEventListener('fishbowl-settled', (event) =>
      told.push((event as CustomEvent).detail),
    )
    await expect.poll(() => element.shadowRoot!.textContent).toContain('Running')
    emulator.runs.cancel(runId)
    await expect.poll(() => told, { timeout: 10_000 }).toEqual([{ runId, outcome: 'cancelled' }])
  })

  it('shows the runs, and tells which one is chosen', async () => {
    start()
    const element = add('<fishbowl-run-list locale="en"></fishbowl-run-list>')
    const chosen = vi.fn()
    element.addEventListener('fishbowl-select', (event) => chosen((event as CustomEvent).detail))
    const root = element.shadowRoot!
    await expect.poll(() => root.querySelectorAll('[role=row]').length).toBeGreaterThan(1)
    root.querySelector<HTMLElement>('[role=row] a, [role=row] button')!.click()
    await expect.poll(() => chosen.mock.calls.length).toBe(1)
    expect(element.getAttribute('selected-run-id')).toBe(chosen.mock.calls[0]![0].runId)
    await expect.poll(() => viewer(element)?.getAttribute('data-outcome')).toBeTruthy()
  })
})
