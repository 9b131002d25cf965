import { describe, expect, it } from 'vitest'

import { createTestbed } from '../test/createTestbed.js'
import { scenarios } from './scenarios.js'

const input = { url: 'https://tidewater.example/', goal: 'List the lanterns' }

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
