import { render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { createRoot } from 'react-dom/client'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { createTestbed } from '../../test/createTestbed.js'
import { makeRun } from '../../test/makeRun.js'
import { streamOrigin } from '../../test/showLiveView.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import { RunLiveView } from './RunLiveView.js'

const frame = () => document.querySelector('iframe')

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('the turn of a frame', () => {
  it('is drawn before its frame is made, and never says that it waits for it', async () => {
    const frames: (Element | null | undefined)[] = []
    const states: (string | null)[] = []
    const observer = new MutationObserver((records) => {
      states.push(...records.map(({ oldValue }) => oldValue))
    })
    observer.observe(document.body, {
      subtree: true,
      attributeFilter: ['data-state'],
      attributeOldValue: true,
    })
    render(
      <FishbowlProvider endpoint="/api" allowInsecureLocalhost>
        <RunLiveView
          ref={(view) => void frames.push(view?.querySelector('iframe'))}
          run={makeRun({ streaming_url: `${streamOrigin}/tf-1/stream/0` })}
        />
      </FishbowlProvider>,
    )
    expect(frames[0]).toBe(null)
    expect(frame()).not.toBe(null)
    await userEvent.click(screen.getByRole('button', { name: 'Hide' }))
    await userEvent.click(screen.getByRole('button', { name: 'Show live browser' }))
    expect(frame()).not.toBe(null)
    expect(states).toEqual(['live', 'hidden'])
    observer.disconnect()
  })

  it('has its frame at once, without first saying that it waits', async () => {
    // Rendered as on a page: `act` would run all effects before the test can look.
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false)
    const seen = new Set<string | undefined>()
    const container = document.body.appendChild(document.createElement('div'))
    const observer = new MutationObserver(() => {
      seen.add(container.querySelector('section')?.dataset['state'])
    })
    observer.observe(container, { subtree: true, childList: true, attributes: true })
    const root = createRoot(container)
    root.render(
      <FishbowlProvider endpoint="/api" allowInsecureLocalhost>
        <RunLiveView run={makeRun({ streaming_url: `${streamOrigin}/tf-1/stream/0` })} />
      </FishbowlProvider>,
    )
    await waitFor(() => expect(frame()).not.toBe(null))
    observer.disconnect()
    root.unmount()
    container.remove()
    expect([...seen]).toEqual(['live'])
  })

  it('waits for its turn when the page shows enough frames, and gets it when asked', async () => {
    const run = (index: number) =>
      makeRun({ run_id: `run_${index}`, streaming_url: `${streamOrigin}/tf-${index}/stream/0` })
    render(
      <FishbowlProvider endpoint="/api" allowInsecureLocalhost liveFrameBudget={2}>
        {[1, 2, 3].map((index) => (
          <RunLiveView key={index} run={run(index)} />
        ))}
      </FishbowlProvider>,
    )
    const titles = () => [...document.querySelectorAll('iframe')].map(({ title }) => title.at(-1))
    expect(titles()).toEqual(['1', '2'])
    await userEvent.click(screen.getByRole('button', { name: 'Watch' }))
    expect(titles()).toHaveLength(2)
    expect(titles()).toContain('3')
    const [hide] = screen.getAllByRole('button', { name: 'Hide' })
    if (hide) await userEvent.click(hide)
    expect(titles()).toHaveLength(2)
  })

  it('shows a still, loaded once, while it waits for its turn', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'slow', age: 20_000 })
    const run = await testbed.client.getRun(runId)
    const { rerender } = testbed.render(<RunLiveView run={run} />, { liveFrameBudget: 0 })
    await waitFor(() => expect(document.querySelector('img')?.src).toMatch(/^blob:/), {
      timeout: 10_000,
    })
    rerender(<RunLiveView run={{ ...run, steps: [...run.steps, ...run.steps] }} />)
    expect(testbed.requests.filter((request) => request.endsWith('/screenshot'))).toHaveLength(1)
  })
})
