import { act, render, screen } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, it, vi } from 'vitest'

import { makeRun } from '../../test/makeRun.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import { PanelBoundary } from '../viewer/PanelBoundary.js'
import { createLazyComponent } from './lazy.js'

const Hello = ({ name }: { name: string }) => <p>Hello {name}</p>

it('shows a part as soon as its code is there, and loads it once', async () => {
  const load = vi.fn(() => Promise.resolve(Hello))
  const Part = createLazyComponent(load)
  const { container } = render(
    <>
      <Part name="reef" />
      <Part name="tide" />
    </>,
  )
  expect(container.querySelectorAll('[aria-busy]')).toHaveLength(2)
  expect(await screen.findByText('Hello reef')).toBeVisible()
  expect(screen.getByText('Hello tide')).toBeVisible()
  expect(load).toHaveBeenCalledOnce()
})

it('shows a part at once that has been loaded before', async () => {
  const Part = createLazyComponent(() => Promise.resolve(Hello))
  await act(() => Part.preload())
  render(<Part name="reef" />)
  expect(screen.getByText('Hello reef')).toBeVisible()
})

it('leaves what cannot be loaded to the boundary, and tries again when asked', async () => {
  const load = vi.fn(() => Promise.resolve(Hello))
  load.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
  const Part = createLazyComponent(load)
  const onEvent = vi.fn()
  const run = makeRun()
  render(
    <FishbowlProvider endpoint="/api" onEvent={onEvent}>
      <PanelBoundary panel="steps" run={run}>
        <Part name="reef" />
      </PanelBoundary>
    </FishbowlProvider>,
  )
  const retry = await screen.findByRole('button', { name: 'Try again' })
  // React reports what a boundary catches.
  expect(console.error).toHaveBeenCalled()
  vi.mocked(console.error).mockClear()
  expect(onEvent).toHaveBeenCalledWith({ type: 'panel_failed', runId: run.runId, panel: 'steps' })
  act(() => retry.click())
  expect(await screen.findByText('Hello reef')).toBeVisible()
})

it('is hydrated as the server left it, whether or not its code is there by then', async () => {
  const Part = createLazyComponent(() => Promise.resolve(Hello))
  const part = <Part name="reef" />
  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = renderToString(part)
  await act(() => Part.preload())
  const onRecoverableError = vi.fn()
  const root = await act(() => hydrateRoot(container, part, { onRecoverableError }))
  expect(container).toHaveTextContent('Hello reef')
  expect(onRecoverableError).not.toHaveBeenCalled()
  act(() => root.unmount())
  container.remove()
})
