import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'

import { makeRun } from '../../test/makeRun.js'
import { streamOrigin } from '../../test/showLiveView.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import '../styles.css'
import type { RunLiveViewProps } from './RunLiveView.js'
import { RunLiveView } from './RunLiveView.js'

const frame = () => document.querySelector('iframe')

describe('ControlButton', () => {
  it('hands over control only when asked, with another frame, and takes it back', async () => {
    render(
      <FishbowlProvider endpoint="/api" allowInsecureLocalhost>
        <RunLiveView
          interactive
          run={makeRun({ streaming_url: `${streamOrigin}/tf-1/stream/0` })}
        />
      </FishbowlProvider>,
    )
    const watched = frame()
    expect(watched).toHaveAttribute('inert')
    await userEvent.click(screen.getByRole('button', { name: 'Take control' }))
    const controlled = frame()
    expect(controlled).not.toBe(watched)
    expect(controlled).not.toHaveAttribute('inert')
    expect(controlled?.tabIndex).toBe(0)
    expect(controlled).toHaveAttribute('sandbox', 'allow-scripts allow-same-origin')
    expect(controlled?.allow).toMatch(/; clipboard-read; clipboard-write$/)
    expect(screen.getByText(/type no passwords of your own/)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Skip the live browser' }))
    const place = document.activeElement ?? document.body
    expect(controlled?.compareDocumentPosition(place)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
    await userEvent.keyboard('{F6}')
    expect(screen.getByRole('button', { name: 'Take control' })).toHaveFocus()
    expect(frame()).toHaveAttribute('inert')
  })

  it('ends control when the host no longer offers it', async () => {
    const ui = (interactive: boolean) => (
      <FishbowlProvider endpoint="/api" allowInsecureLocalhost>
        <RunLiveView
          interactive={interactive}
          run={makeRun({ streaming_url: `${streamOrigin}/tf-1/stream/0` })}
        />
      </FishbowlProvider>
    )
    const { rerender } = render(ui(true))
    await userEvent.click(screen.getByRole('button', { name: 'Take control' }))
    expect(frame()).not.toHaveAttribute('inert')
    rerender(ui(false))
    expect(frame()).toHaveAttribute('inert')
    rerender(ui(true))
    expect(frame()).toHaveAttribute('inert')
  })

  it('is not offered over a browser whose run has ended, and ends with the run', async () => {
    const ui = (fields: Record<string, unknown>) => (
      <FishbowlProvider endpoint="/api" allowInsecureLocalhost>
        <RunLiveView
          interactive
          run={makeRun({ streaming_url: `${streamOrigin}/tf-1/stream/0`, ...fields })}
        />
      </FishbowlProvider>
    )
    const { rerender } = render(ui({}))
    await userEvent.click(screen.getByRole('button', { name: 'Take control' }))
    rerender(ui({ status: 'COMPLETED', finished_at: new Date().toISOString() }))
    expect(frame()).toHaveAttribute('inert')
    expect(screen.queryByRole('button', { name: /control/ })).toBe(null)
  })
})

describe('LiveViewBar', () => {
  const show = (width: number, settings: Partial<RunLiveViewProps> = {}) => {
    render(
      <div style={{ inlineSize: width }}>
        <FishbowlProvider endpoint="/api" allowInsecureLocalhost>
          <RunLiveView
            run={makeRun({
              streaming_url: 'https://tf-8f14e45f.fra0-tinyfish.unikraft.app/stream/0',
            })}
            {...settings}
          />
        </FishbowlProvider>
      </div>,
    )
    return document.querySelector<HTMLElement>('.fishbowl-run-live-view-bar')!
  }

  it.each([
    [390, {}],
    [318, {}],
    [318, { interactive: true }],
    [318, { audience: 'customer' as const }],
    [760, { interactive: true }],
  ])('takes one line at %i px', (width, settings) => {
    const bar = show(width, settings)
    expect(bar.getBoundingClientRect().height).toBeLessThan(40)
    expect(bar.scrollWidth).toBeLessThanOrEqual(bar.clientWidth)
    for (const button of bar.querySelectorAll('button')) {
      const { height, width: buttonWidth } = button.getBoundingClientRect()
      expect(Math.min(height, buttonWidth)).toBeGreaterThanOrEqual(24)
      expect(button).toHaveAccessibleName()
    }
  })

  it('cuts of the host what does not fit off its start, as its end says whose it is', () => {
    const bar = show(250)
    const host = bar.querySelector<HTMLElement>('.fishbowl-run-live-view-host')!
    expect(host.scrollWidth).toBeGreaterThan(host.clientWidth)
    const name = host.querySelector('bdi')!
    expect(name.getBoundingClientRect().right).toBeLessThanOrEqual(
      host.getBoundingClientRect().right + 1,
    )
  })

  it('offers to open the live browser to operators, and to customers only when asked', () => {
    const open = () => screen.queryByRole('button', { name: /new tab/ })
    show(760)
    expect(open()).toBeVisible()
    cleanup()
    show(760, { audience: 'customer' })
    expect(open()).toBe(null)
    cleanup()
    show(760, { audience: 'customer', canOpenLiveView: true })
    expect(open()).toBeVisible()
  })
})
