import { describe, expect, it } from 'vitest'

import { parseRun } from './parseRun.js'
import { createRunMemory } from './runMemory.js'

function remember(runId: string, text = '{}') {
  return { run: parseRun({ run_id: runId, status: 'RUNNING' }), text, etag: null }
}

describe('createRunMemory', () => {
  it('remembers the last 5,000 runs, counted from when they were last asked for', () => {
    const memory = createRunMemory()
    memory.set('asked', remember('asked'))
    memory.set('forgotten', remember('forgotten'))
    for (let index = 0; index < 4_999; index++) {
      memory.set(`run-${index}`, remember(`run-${index}`))
      memory.get('asked')
    }
    expect(memory.get('asked')).toBeDefined()
    expect(memory.get('forgotten')).toBeUndefined()
    expect(memory.get('run-0')).toBeDefined()
  })

  it('does not keep more text than a page can bear', () => {
    const memory = createRunMemory()
    const text = 'x'.repeat(10_000_000)
    for (let index = 0; index < 7; index++) {
      memory.set(`run-${index}`, remember(`run-${index}`, text))
    }
    expect(memory.get('run-1')).toBeUndefined()
    expect(memory.get('run-2')).toBeDefined()
  })

  it('counts the text of a run once, however often it changes', () => {
    const memory = createRunMemory()
    memory.set('small', remember('small'))
    const text = 'x'.repeat(10_000_000)
    for (let index = 0; index < 20; index++) memory.set('large', remember('large', text))
    expect(memory.get('small')).toBeDefined()
  })
})
