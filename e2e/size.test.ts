import { describe, expect, it } from 'vitest'

import { measureLiveViewSize } from '../bench/liveView.mjs'
import { measureSize, sizes } from '../bench/size.mjs'

describe('what a page loads', () => {
  it.each(Object.entries(sizes))('does not grow: %s', async (name, { limit }) => {
    const { values } = await measureSize(name)
    expect(values['ours, kB']).toBeLessThanOrEqual(limit)
  })

  it('does not grow: what RunLiveView adds', async () => {
    const { values } = await measureLiveViewSize()
    expect(values['added, kB']).toBeLessThanOrEqual(9.4)
  })
})
