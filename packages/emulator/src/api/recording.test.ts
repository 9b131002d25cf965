import { describe, expect, it } from 'vitest'

import { createTestbed, pageOf } from '../../test/createTestbed.js'

const minute = 60_000

/** A run that has been recorded, and a way to load its recording. */
function record(age = minute) {
  const testbed = createTestbed({ scenario: 'recording' })
  const { emulator } = testbed
  const { runId } = emulator.runs.start({ age })
  const getUrl = () => emulator.runs.get(runId)?.video_url ?? ''
  const load = async (url = getUrl(), range?: string) => {
    const response = await emulator.fetch(
      new Request(url, range === undefined ? {} : { headers: { Range: range } }),
    )
    const bytes = new Uint8Array(await response.arrayBuffer())
    return { status: response.status, headers: response.headers, bytes }
  }
  return { ...testbed, runId, getUrl, load }
}

describe('a recording', () => {
  it('is a WebM that needs no key and is not kept', async () => {
    const { status, headers, bytes } = await record().load()
    expect(status).toBe(200)
    expect(headers.get('Content-Type')).toBe('video/webm')
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(bytes.slice(0, 4)).toEqual(Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3))
    expect(bytes.length).toBeLessThan(60_000)
  })

  it('has another address with each read, and each works for 15 minutes from then', async () => {
    const { clock, getUrl, load } = record()
    const first = getUrl()
    clock.advance(10 * minute)
    const second = getUrl()
    expect(second).not.toBe(first)
    clock.advance(5 * minute - 1)
    expect((await load(first)).status).toBe(200)
    clock.advance(1)
    expect((await load(first)).status).toBe(403)
    expect((await load(second)).status).toBe(200)
  })

  it.each([
    ['without a signature', (url: string) => url.replace(/&signature=.*/, '')],
    ['for longer than it was signed', (url: string) => url.replace('expires=', 'expires=9')],
    ['without an end', (url: string) => url.replace(/expires=\d+&/, '')],
  ])('attack: is loaded %s', async (_, forge) => {
    const { getUrl, load } = record()
    expect((await load(forge(getUrl()))).status).toBe(403)
  })

  it('is not there before it is ready', async () => {
    // The same seed gives the same addresses, so this one will be right.
    const address = record().getUrl()
    const { getUrl, load } = record(0)
    expect(getUrl()).toBe('')
    expect((await load(address)).status).toBe(404)
    expect((await load(address.replace('/tf-', '/tf-0'))).status).toBe(404)
  })

  it.each([
    ['bytes=0-', 0, undefined],
    ['bytes=100-199', 100, 200],
    ['bytes=100-9999999', 100, undefined],
    ['bytes=-50', -50, undefined],
  ])('is given in ranges: %s', async (range, start, end) => {
    const { load } = record()
    const whole = (await load()).bytes
    const { status, headers, bytes } = await load(undefined, range)
    expect(status).toBe(206)
    expect(bytes).toEqual(whole.slice(start, end))
    const first = start < 0 ? whole.length + start : start
    const last = first + bytes.length - 1
    expect(headers.get('Content-Range')).toBe(`bytes ${first}-${last}/${whole.length}`)
  })

  it('has no bytes behind its end, and passes over ranges that it does not understand', async () => {
    const { load } = record()
    const { status, headers } = await load(undefined, 'bytes=9999999-')
    expect(status).toBe(416)
    expect(headers.get('Content-Range')).toMatch(/^bytes \*\/\d+$/)
    expect((await load(undefined, 'lines=1-2')).status).toBe(200)
  })

  it('is made for any run that was started to be recorded, 5 seconds after its end', async () => {
    const { clock, emulator, send } = createTestbed()
    const url = pageOf('failed-agent')
    const start = async (capture_config: object) => {
      const input = { url, goal: 'List the lanterns', capture_config }
      return (await send('/automation/run-async', input)).body.run_id
    }
    const recorded = await start({ recording: true })
    const plain = await start({ screenshots: true })
    clock.advance(16_999)
    expect(emulator.runs.get(recorded)).toMatchObject({ status: 'FAILED', video_url: null })
    clock.advance(1)
    expect(emulator.runs.get(recorded)?.video_url).toMatch(/\/recording\.webm\?/)
    expect(emulator.runs.get(plain)?.video_url).toBe(null)
  })
})
