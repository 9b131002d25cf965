import { expect, it } from 'vitest'

import { getRunPageUrl } from './runPageUrl.js'

it('stays on the page of a run, whatever the id is', () => {
  expect(getRunPageUrl('run_1-a')).toBe('https://agent.tinyfish.ai/runs/run_1-a')
  expect(getRunPageUrl('../../x?y#z')).toBe('https://agent.tinyfish.ai/runs/..%2F..%2Fx%3Fy%23z')
})
