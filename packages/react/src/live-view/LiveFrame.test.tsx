import { render } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { makeRun } from '../../test/makeRun.js'
import { showLiveView, streamOrigin } from '../../test/showLiveView.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import { RunLiveView } from './RunLiveView.js'

const frame = () => document.querySelector('iframe')

const denied = [
  'camera',
  'microphone',
  'geolocation',
  'display-capture',
  'fullscreen',
  'payment',
  'usb',
  'midi',
  'autoplay',
  'picture-in-picture',
  'browsing-topics',
  'storage-access',
  'sync-xhr',
  'gamepad',
]

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('LiveFrame', () => {
  it('gives the frame exactly the attributes of a view-only frame, the sandbox before the address', () => {
    showLiveView({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    const attributes = [...(frame()?.attributes ?? [])].map(({ name, value }) => [name, value])
    const names = attributes.map(([name]) => name)
    expect(names.indexOf('sandbox')).toBeLessThan(names.indexOf('src'))
    expect(Object.fromEntries(attributes)).toEqual({
      class: 'fishbowl-live-frame',
      title: 'Live browser, run run_1',
      sandbox: 'allow-scripts allow-same-origin',
      referrerpolicy: 'no-referrer',
      allow: expect.any(String),
      tabindex: '-1',
      loading: 'eager',
      credentialless: expect.stringMatching(/^(credentialless)?$/),
      // React 18 and 19 write it differently, and both mean it.
      inert: expect.stringMatching(/^(inert)?$/),
      src: `${streamOrigin}/tf-1/stream/0`,
    })
    expect(frame()?.allow.split('; ').toSorted()).toEqual(
      [...denied, 'clipboard-read', 'clipboard-write'].map((name) => `${name} 'none'`).toSorted(),
    )
  })

  it('forbids the frame to take the focus where the browser can', () => {
    const features = () => ['focus-without-user-activation']
    const value = { features }
    Object.defineProperty(document, 'featurePolicy', { value, configurable: true })
    showLiveView({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    expect(frame()?.allow).toContain("; focus-without-user-activation 'none'")
    Reflect.deleteProperty(document, 'featurePolicy')
  })

  it('keeps the frame over polls and replaces it for another address', () => {
    const { update } = showLiveView({ streaming_url: `${streamOrigin}/tf-1/stream/0` })
    const first = frame()
    update({ streaming_url: `${streamOrigin}/tf-1/stream/0`, num_of_steps: 3 })
    expect(frame()).toBe(first)
    update({ streaming_url: `${streamOrigin}/tf-1/stream/1` })
    expect(frame()).not.toBe(first)
  })

  it('replaces the frame when address and mode change in one render', () => {
    const ui = (path: string, interactive: boolean) => (
      <FishbowlProvider endpoint="/api" allowInsecureLocalhost>
        <RunLiveView
          run={makeRun({ streaming_url: `${streamOrigin}${path}` })}
          interactive={interactive}
        />
      </FishbowlProvider>
    )
    const { rerender } = render(ui('/a', false))
    const first = frame()
    rerender(ui('/b', true))
    expect(frame()).not.toBe(first)
    expect(frame()).toHaveAttribute('sandbox', 'allow-scripts allow-same-origin')
    expect(frame()).toHaveAttribute('inert')
  })
})
