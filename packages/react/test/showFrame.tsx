import { render } from '@testing-library/react'
import { useLayoutEffect } from 'react'
import { vi } from 'vitest'

import { LiveFrame } from '../src/live-view/LiveFrame.js'
import { streamOrigin } from './showLiveView.js'

/** Shows a frame alone, and calls a function when it is there but nothing has been painted yet. */
export function showFrame(beforePaint: (frame: HTMLIFrameElement) => void) {
  const browser = {
    phase: 'connecting',
    isControlled: false,
    halt: null,
    isMounted: true,
    isInView: true,
    key: '1',
    dispatch: vi.fn(),
    handleTheft: vi.fn(),
    handleLoad: vi.fn(),
    handleScroll: vi.fn(),
    open: vi.fn(),
    hide: vi.fn(),
    setControlled: vi.fn(),
  } as const
  function Page() {
    useLayoutEffect(() => {
      const frame = document.querySelector('iframe')
      if (frame) beforePaint(frame)
    }, [])
    return null
  }
  const address = { href: `${streamOrigin}/tf-1/stream/0`, origin: streamOrigin }
  render(
    <>
      <LiveFrame runId="run_1" address={address} browser={browser} label="Live browser" />
      <Page />
    </>,
  )
  return browser
}
