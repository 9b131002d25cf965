import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'

import { makeRun } from '../../test/makeRun.js'
import { streamOrigin } from '../../test/showLiveView.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
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
})
