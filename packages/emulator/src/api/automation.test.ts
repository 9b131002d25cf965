import { describe, expect, it } from 'vitest'

import { createTestbed, pageOf } from '../../test/createTestbed.js'
import { scenarios } from '../scenarios/scenarios.js'

const input = { url: 'https://tidewater.example/', goal: 'List the lanterns' }

describe('run-async', () => {
  it('starts a run', async () => {
    const { emulator, send } = createTestbed()
    const { status, body } = await send('/automation/run-async', {
      ...input,
      proxy_config: { enabled: true, country_code: 'DE' },
    })
    expect(status).toBe(200)
    expect(body).toEqual({ run_id: expect.any(String), error: null })
    expect(emulator.runs.get(body.run_id)).toMatchObject({
      status: 'PENDING',
      goal: 'List the lanterns',
      browser_config: { proxy_enabled: true, proxy_country_code: 'DE' },
    })
  })

  it('plays the scenario that the page names', async () => {
    const { clock, emulator, send } = createTestbed()
    const { body } = await send('/automation/run-async', { ...input, url: pageOf('failed-agent') })
    clock.advance(60_000)
    expect(emulator.runs.get(body.run_id)?.status).toBe('FAILED')
  })

  it('refuses for want of credit, and starts nothing', async () => {
    const { emulator, send } = createTestbed()
    const { status, body } = await send('/automation/run-async', {
      ...input,
      url: pageOf('http-402'),
    })
    expect(status).toBe(402)
    expect(body).toMatchObject({ error: { code: 'INSUFFICIENT_CREDITS' } })
    expect(emulator.runs.list()).toEqual([])
  })

  it('refuses what is not JSON', async () => {
    const { ask, request } = createTestbed()
    const { status, body } = await ask(
      request('/automation/run-async', { method: 'POST', body: '{"url":' }),
    )
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: { code: 'INVALID_INPUT' } })
  })
})

describe('run', () => {
  it('answers with the envelope of a run when that has ended', async () => {
    const { clock, emulator, send } = createTestbed()
    const answer = send('/automation/run', input)
    await expect.poll(() => emulator.runs.list()).toHaveLength(1)
    clock.advance(18_000)
    const { status, body } = await answer
    expect(status).toBe(200)
    expect(body).toEqual({
      run_id: expect.any(String),
      status: 'COMPLETED',
      started_at: '2026-01-14T12:00:00.800Z',
      finished_at: '2026-01-14T12:00:18.000Z',
      num_of_steps: 6,
      result: { products: expect.objectContaining({ length: 10 }) },
      schema_validation: null,
      error: null,
    })
  })

  it.each([
    ['failed-agent', { code: 'SITE_BLOCKED', category: 'AGENT_FAILURE' }],
    ['cancelled', { code: 'CANCELLED', category: 'UNKNOWN' }],
  ])('answers %s with 500 and the envelope', async (scenario, error) => {
    const { clock, emulator, send } = createTestbed()
    const answer = send('/automation/run', { ...input, url: pageOf(scenario) })
    await expect.poll(() => emulator.runs.list()).toHaveLength(1)
    clock.advance(18_000)
    const { status, body } = await answer
    expect(status).toBe(500)
    expect(body).toMatchObject({ status: 'FAILED', result: null, error })
  })

  it('goes on when nobody waits for it any more', async () => {
    const { clock, emulator, post } = createTestbed()
    const controller = new AbortController()
    const answer = emulator.fetch(post('/automation/run', input, { signal: controller.signal }))
    await expect.poll(() => emulator.runs.list()).toHaveLength(1)
    controller.abort()
    await expect(answer).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    clock.advance(18_000)
    expect(emulator.runs.list()).toMatchObject([{ status: 'COMPLETED' }])
  })
})

describe('run-batch', () => {
  it('starts all runs of a list', async () => {
    const { emulator, send } = createTestbed()
    const { status, body } = await send('/automation/run-batch', { runs: [input, input] })
    expect(status).toBe(200)
    expect(body.error).toBe(null)
    expect(emulator.runs.list().map(({ run_id }) => run_id)).toEqual(body.run_ids.toReversed())
  })

  it.each([
    ['one of them is not valid', [input, { url: 'nowhere' }], 400],
    ['there is no credit for one of them', [input, { ...input, url: pageOf('http-402') }], 402],
    ['there are none', [], 400],
    ['there are too many', Array.from({ length: 101 }, () => input), 400],
  ])('starts none when %s', async (_, runs, expected) => {
    const { emulator, send } = createTestbed()
    const { status } = await send('/automation/run-batch', { runs })
    expect(status).toBe(expected)
    expect(emulator.runs.list()).toEqual([])
  })
})

describe('the body of a start', () => {
  it.each<[string, unknown, (string | number)[][]]>([
    ['nothing', null, [[]]],
    ['a list', [], [[]]],
    ['no fields', {}, [['url'], ['goal']]],
    ['a page that is no URL', { ...input, url: 'tidewater' }, [['url']]],
    ['an empty goal', { ...input, goal: '' }, [['goal']]],
    ['an unknown profile', { ...input, browser_profile: 'loud' }, [['browser_profile']]],
    [
      'a proxy that is neither on nor off',
      { ...input, proxy_config: {} },
      [['proxy_config', 'enabled']],
    ],
    [
      'a proxy in an unsupported country',
      { ...input, proxy_config: { enabled: true, country_code: 'VN' } },
      [['proxy_config', 'country_code']],
    ],
    [
      'too many steps',
      { ...input, agent_config: { max_steps: 501 } },
      [['agent_config', 'max_steps']],
    ],
    [
      'half a step',
      { ...input, agent_config: { max_steps: 1.5 } },
      [['agent_config', 'max_steps']],
    ],
    [
      'a capture of "yes"',
      { ...input, capture_config: { html: 'yes' } },
      [['capture_config', 'html']],
    ],
  ])('is refused with the places at fault: %s', async (_, body, paths) => {
    const answer = await createTestbed().send('/automation/run-async', body)
    expect(answer.status).toBe(400)
    expect(answer.body.error).toEqual({
      code: 'INVALID_INPUT',
      message: expect.any(String),
      details: paths.map((path) => ({
        code: expect.any(String),
        path,
        message: expect.any(String),
      })),
    })
  })

  it('may have all that is documented, and more', async () => {
    const answer = await createTestbed().send('/automation/run-async', {
      ...input,
      browser_profile: 'stealth',
      proxy_config: { enabled: false },
      agent_config: { mode: 'strict', max_steps: 20 },
      capture_config: { screenshots: true },
      webhook_url: 'https://hooks.example/',
      output_schema: { type: 'object' },
    })
    expect(answer.status).toBe(200)
  })

  it('is told which scenarios there are when it names another one', async () => {
    const url = 'https://tidewater.example/?scenario=sucess'
    const { status, body } = await createTestbed().send('/automation/run-async', { ...input, url })
    expect(status).toBe(400)
    const [{ path, message }] = body.error.details
    expect(path).toEqual(['url'])
    for (const { name } of scenarios) expect(message).toContain(name)
  })

  it('is told which run of a batch is at fault', async () => {
    const runs = [input, { ...input, goal: 7 }]
    const { body } = await createTestbed().send('/automation/run-batch', { runs })
    expect(body.error.details).toMatchObject([{ path: ['runs', 1, 'goal'] }])
  })
})
