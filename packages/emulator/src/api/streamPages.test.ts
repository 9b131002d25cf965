import { describe, expect, it } from 'vitest'

import { createTestbed } from '../../test/createTestbed.js'
import type { ScenarioName } from '../scenarios/scenarios.js'

const hour = 3_600_000

/** A run of some age, and ways to look at its live view. */
function watch(age: number, scenario: ScenarioName = 'success') {
  const testbed = createTestbed()
  const { emulator } = testbed
  const { runId } = emulator.runs.start({ scenario, age })
  const getUrl = () => emulator.runs.get(runId)?.streaming_url ?? ''
  const open = async (url = getUrl()) => {
    const response = await emulator.fetch(new Request(url))
    return { status: response.status, headers: response.headers, html: await response.text() }
  }
  const frames = (signal?: AbortSignal) => emulator.frames(new URL(`${getUrl()}/frames`), signal)
  return { ...testbed, runId, getUrl, open, frames }
}

describe('the stream page', () => {
  it('opens without a key and may be framed, but not kept', async () => {
    const { status, headers, html } = await watch(5_000).open()
    expect(status).toBe(200)
    expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(headers.has('X-Frame-Options')).toBe(false)
    expect(headers.get('Content-Security-Policy')).not.toContain('frame-ancestors')
    expect(html).toContain('new WebSocket')
  })

  it('loads nothing from anywhere', async () => {
    const { html, headers } = await watch(5_000).open()
    expect(html.match(/\b(?:src|href)=|url\((?!#)|@import/g)).toBe(null)
    expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none';/)
  })

  it.each([
    ['a run that ended an hour ago', hour, 200, 'This browser session has ended'],
    ['the last moment', 24 * hour + 17_999, 200, 'This browser session has ended'],
    ['a day after the end', 24 * hour + 18_000, 410, 'This live view has expired'],
  ])('says so calmly: %s', async (_, age, expected, text) => {
    const { status, html } = await watch(age).open()
    expect(status).toBe(expected)
    expect(html).toContain(text)
    expect(html).not.toContain('WebSocket')
  })

  it('counts the day from a cancellation', async () => {
    const { clock, emulator, runId, open } = watch(5_000)
    emulator.runs.cancel(runId)
    clock.advance(24 * hour - 1)
    expect((await open()).status).toBe(200)
    clock.advance(1)
    expect((await open()).status).toBe(410)
  })

  it('ends under the first address when the browser changes', async () => {
    const { clock, getUrl, open } = watch(5_000, 'stream-changing')
    const first = getUrl()
    const second = first.replace(/0$/, '1')
    expect((await open(second)).status).toBe(404)
    clock.advance(4_000)
    expect(getUrl()).toBe(second)
    expect((await open(first)).html).toContain('has ended')
    expect((await open(second)).html).toContain('new WebSocket')
  })

  it('is not found by guessing its address from the run id', async () => {
    const { runId, open } = watch(5_000)
    expect((await open(`http://stream.localhost:4477/tf-${runId}/stream/0`)).status).toBe(404)
  })

  it('is not there before the run has a browser', async () => {
    // The same seed gives the same addresses, so this one will be right in two seconds.
    const address = watch(5_000).getUrl()
    const { clock, getUrl, open } = watch(0)
    expect(getUrl()).toBe('')
    expect((await open(address)).status).toBe(404)
    clock.advance(2_000)
    expect(getUrl()).toBe(address)
    expect((await open(address)).status).toBe(200)
  })

  it('moves with its origin', () => {
    const { emulator, getUrl } = watch(5_000)
    expect(getUrl()).toMatch(/^http:\/\/stream\.localhost:4477\/tf-/)
    emulator.streamOrigin = 'https://streams.example'
    expect(getUrl()).toMatch(/^https:\/\/streams\.example\/tf-/)
  })
})

describe('the frames of a stream page', () => {
  it('follow the run and end with it', async () => {
    const { clock, frames } = watch(5_000)
    const messages = frames()![Symbol.asyncIterator]()
    const first = (await messages.next()).value
    expect(first).toMatchObject({ type: 'frame', t: 5_000, action: 'Dismiss the cookie notice' })
    const second = messages.next()
    clock.advance(5_000)
    expect((await second).value).toMatchObject({ t: 10_000, scroll: expect.any(Number) })
    const third = messages.next()
    clock.advance(8_000)
    expect((await third).value).toEqual({ type: 'ended' })
    expect((await messages.next()).done).toBe(true)
  })

  it('end at once when the run has', async () => {
    const messages = []
    for await (const message of watch(hour).frames()!) messages.push(message)
    expect(messages).toEqual([{ type: 'ended' }])
  })

  it('stop when nobody looks any more', async () => {
    const controller = new AbortController()
    const messages = watch(5_000).frames(controller.signal)![Symbol.asyncIterator]()
    await messages.next()
    const next = messages.next()
    controller.abort()
    await expect(next).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  })

  it.each(['/', '/frames', '/tf-a/stream/0/frames', '/v1/runs'])('are not at %s', (path) => {
    const { emulator } = watch(5_000)
    expect(emulator.frames(new URL(path, 'http://stream.localhost'))).toBe(undefined)
  })
})
