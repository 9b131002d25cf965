import { describe, expect, it } from 'vitest'

import { getResultFileName } from './resultFileName.js'

describe('getResultFileName', () => {
  it('names the run', () => {
    expect(getResultFileName('run_8f2c', 'csv')).toBe('result-run_8f2c.csv')
  })

  it.each([
    '../../x\u202efdp.exe\r\n',
    'CON',
    'a/b',
    'a\\b',
    '.',
    'run_1.html',
    'a\0b',
    'x'.repeat(300),
    '',
  ])('survives an attack by name: %j', (runId) => {
    expect(getResultFileName(runId, 'json')).toMatch(/^result(-CON)?\.json$/)
  })
})
