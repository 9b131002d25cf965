import '../styles.css'
import { expect, it } from 'vitest'

import { createTestbed, settle } from '../../test/createTestbed.js'
import { RunList } from './RunList.js'

it.each(['sans-serif', 'monospace'])(
  'has each name above its column, in %s',
  async (fontFamily) => {
    const testbed = createTestbed()
    testbed.emulator.runs.start({ age: 60_000 })
    const { container } = testbed.render(
      <div style={{ inlineSize: 1_000, fontFamily }}>
        <RunList renderViewer={null} onRunAgain={() => {}} />
      </div>,
    )
    await settle()
    const edges = (role: string) =>
      [...container.querySelectorAll(`[role="${role}"]`)].map((cell) => {
        const { left, right } = cell.getBoundingClientRect()
        return [left, right]
      })
    expect(edges('columnheader')).toHaveLength(6)
    expect(edges('gridcell')).toEqual(edges('columnheader'))
  },
)
