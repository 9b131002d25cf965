import { fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createTestbed, settle } from '../../test/createTestbed.js'
import { RunForm } from './RunForm.js'

const fields = { defaultUrl: 'tidewater.example', defaultGoal: 'List the lanterns' }

async function submit() {
  fireEvent.click(screen.getByRole('button', { name: 'Start run' }))
  await settle()
}

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('RunForm', () => {
  it.each([
    [true, '/automation/run-sse'],
    [false, '/automation/run-async'],
  ])('with stream={%s} starts a run through %s', async (stream, path) => {
    const testbed = createTestbed()
    const onStart = vi.fn()
    testbed.render(<RunForm {...fields} stream={stream} onStart={onStart} />)
    await submit()
    expect(testbed.requests).toEqual([`POST ${path}`])
    expect(onStart).toHaveBeenCalledExactlyOnceWith(
      { runId: testbed.emulator.runs.list()[0]?.run_id },
      { url: 'https://tidewater.example/', goal: 'List the lanterns' },
    )
  })

  it.each([true, false])(
    'with stream={%s} does not say that nothing was started when it cannot know that',
    async (stream) => {
      const testbed = createTestbed()
      testbed.network.fetch = () => Promise.reject(new TypeError('Failed to fetch'))
      testbed.render(<RunForm {...fields} stream={stream} />)
      await submit()
      expect(screen.getByRole('alert')).toHaveTextContent(/not known whether the run was started/)
    },
  )

  it('says that nothing was started when the server refuses', async () => {
    const testbed = createTestbed()
    testbed.network.fetch = async () => new Response('', { status: 400 })
    testbed.render(<RunForm {...fields} stream />)
    await submit()
    expect(screen.getByRole('alert')).toHaveTextContent('The run was not started.')
  })
})
