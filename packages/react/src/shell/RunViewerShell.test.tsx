import { act, render, screen } from '@testing-library/react'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'

import { createTestbed } from '../../test/createTestbed.js'
import { RunViewerShell } from './RunViewerShell.js'

const shell = () => document.querySelector<HTMLElement>('.fishbowl-run-viewer-shell')!

it('loads the viewer when it comes near the window, and asks for nothing before', async () => {
  const { client, emulator, requests } = createTestbed()
  const { runId } = emulator.runs.start({ age: 60_000 })
  render(
    <>
      <div style={{ blockSize: 5_000 }} />
      <RunViewerShell client={client} runId={runId} locale="en-GB" />
    </>,
  )
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(shell()).toHaveAttribute('data-state', 'waiting')
  expect(requests).toEqual([])
  act(() => {
    shell().scrollIntoView()
  })
  expect(await screen.findByRole('region', { name: /^Run: / })).toHaveAttribute(
    'data-outcome',
    'succeeded',
  )
  expect(shell()).toHaveAttribute('data-state', 'shown')
})

it('draws its place on a server, and nothing else', () => {
  const html = renderToString(createElement(RunViewerShell, { endpoint: '/api', runId: 'run-1' }))
  expect(html).toBe('<div class="fishbowl-run-viewer-shell" data-state="waiting"></div>')
})
