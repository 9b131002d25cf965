import { focusManager } from '@tanstack/react-query'
import { act, fireEvent, screen } from '@testing-library/react'
import { Profiler, StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, settle } from '../../test/createTestbed.js'
import { aPollAndMore, startEndless } from '../../test/endProbe.js'
import { fakeNotification, lookAt } from '../../test/fakeNotification.js'
import type { UseRunNotificationOptions } from './options.js'
import { useRunNotification } from './useRunNotification.js'

beforeEach(async () => {
  vi.useFakeTimers()
  document.title = 'Acme Reports'
  await lookAt(false)
})

afterEach(async () => {
  // What was told is taken back.
  await lookAt(true)
  vi.useRealTimers()
  vi.unstubAllGlobals()
  focusManager.setFocused(undefined)
})

function Teller({ runId, ...options }: { runId: string } & UseRunNotificationOptions) {
  const { permission, askPermission } = useRunNotification(runId, options)
  return (
    <button type="button" onClick={() => void askPermission()}>
      {permission}
    </button>
  )
}

/** Shows the component with a run, and ends that. */
async function tell(
  options: UseRunNotificationOptions = {},
  scenario?: 'success' | 'failed-agent',
) {
  const run = startEndless(scenario)
  const shown = run.render(<Teller runId={run.runId} {...options} />)
  await settle()
  run.end()
  await advance(aPollAndMore)
  return { ...run, ...shown }
}

describe('useRunNotification', () => {
  it('tells who looks elsewhere by the title and a notification, which name nothing of the run', async () => {
    const { shown } = fakeNotification()
    const { runId, emulator } = await tell()
    expect(document.title).toBe('● Acme Reports')
    expect(shown).toHaveLength(1)
    const { title, options } = shown[0]!
    expect([title, options.body, options.silent]).toEqual([
      'What you are waiting for is done',
      'Acme Reports',
      false,
    ])
    const text = `${title} ${options.body}`
    expect(text).not.toContain(runId)
    expect(text).not.toContain(emulator.runs.get(runId)!.goal)
  })

  it('does not call done what has failed', async () => {
    const { shown } = fakeNotification()
    await tell({}, 'failed-agent')
    expect(shown[0]?.title).toBe('What you are waiting for has ended')
  })

  it('tells nobody who looks at the tab', async () => {
    const { shown } = fakeNotification()
    const sound = vi.fn()
    await lookAt(true)
    await tell({ sound })
    await lookAt(false)
    await advance(60_000)
    expect(document.title).toBe('Acme Reports')
    expect(shown).toEqual([])
    expect(sound).not.toHaveBeenCalled()
  })

  it('takes the mark and the notification back once somebody looks', async () => {
    const { shown } = fakeNotification()
    await tell()
    expect(shown[0]?.isClosed).toBe(false)
    await lookAt(true)
    expect(document.title).toBe('Acme Reports')
    expect(shown[0]?.isClosed).toBe(true)
  })

  it('leads to the tab by a click', async () => {
    const { shown } = fakeNotification()
    const focus = vi.spyOn(window, 'focus').mockImplementation(() => {})
    await tell()
    shown[0]?.onclick()
    expect(focus).toHaveBeenCalledOnce()
    expect(shown[0]?.isClosed).toBe(true)
  })

  it('tells once for all hooks of a page with the run, and of each run', async () => {
    const { shown } = fakeNotification()
    const { runId, start, end, render } = startEndless()
    const sound = vi.fn()
    render(
      <StrictMode>
        {[runId, runId, start()].map((id, index) => (
          <Teller key={index} runId={id} sound={sound} />
        ))}
      </StrictMode>,
    )
    await settle()
    end()
    await advance(aPollAndMore)
    expect(shown).toHaveLength(2)
    expect(sound).toHaveBeenCalledTimes(2)
    expect(document.title).toBe('● Acme Reports')
    await lookAt(true)
    expect(document.title).toBe('Acme Reports')
  })

  it('never tells of a run that had ended before, nor while it is switched off', async () => {
    const { shown } = fakeNotification()
    await tell({ enabled: false })
    const { runId, end, render } = startEndless()
    end()
    render(<Teller runId={runId} />)
    await advance(aPollAndMore)
    expect(shown).toEqual([])
    expect(document.title).toBe('Acme Reports')
  })

  it('leaves what it has told when it is unmounted, until somebody looks', async () => {
    const { shown } = fakeNotification()
    const { unmount } = await tell()
    unmount()
    await settle()
    expect(document.title).toBe('● Acme Reports')
    expect(shown[0]?.isClosed).toBe(false)
    await lookAt(true)
    expect(document.title).toBe('Acme Reports')
    expect(shown[0]?.isClosed).toBe(true)
  })

  it('tells in a hidden tab, which reads once a minute', async () => {
    const { shown } = fakeNotification()
    const { runId, end, requests, render } = startEndless()
    render(<Teller runId={runId} />)
    await advance(aPollAndMore)
    act(() => focusManager.setFocused(false))
    requests.length = 0
    await advance(3 * 60_000)
    expect(requests).toHaveLength(3)
    end()
    await advance(61_000)
    expect(shown).toHaveLength(1)
  })

  it('renders nothing for news of the run', async () => {
    fakeNotification()
    const { runId, end, render } = startEndless()
    const onRender = vi.fn()
    render(
      <Profiler id="teller" onRender={onRender}>
        <Teller runId={runId} />
      </Profiler>,
    )
    await settle()
    onRender.mockClear()
    end()
    await advance(2 * aPollAndMore)
    expect(document.title).toBe('● Acme Reports')
    expect(onRender).not.toHaveBeenCalled()
  })

  it('tells without locks and channels, too', async () => {
    const { shown } = fakeNotification()
    vi.stubGlobal('BroadcastChannel', undefined)
    vi.spyOn(navigator.locks, 'request').mockRejectedValue(new DOMException('', 'SecurityError'))
    await tell()
    expect(shown).toHaveLength(1)
  })
})

describe('the permission', () => {
  it('is asked for in a click, and never before', async () => {
    const { shown, Notification } = fakeNotification('default')
    const { end } = await tell()
    expect(shown).toEqual([])
    expect(Notification.requestPermission).not.toHaveBeenCalled()
    expect(screen.getByRole('button')).toHaveTextContent('default')
    fireEvent.click(screen.getByRole('button'))
    await settle()
    expect(screen.getByRole('button')).toHaveTextContent('granted')
    fireEvent.click(screen.getByRole('button'))
    await settle()
    expect(Notification.requestPermission).toHaveBeenCalledOnce()
    end()
    expect(shown).toEqual([])
  })

  it('is looked up again when somebody comes back from the settings of the browser', async () => {
    const { Notification } = fakeNotification('denied')
    await tell()
    expect(screen.getByRole('button')).toHaveTextContent('denied')
    Notification.permission = 'granted'
    await lookAt(true)
    expect(screen.getByRole('button')).toHaveTextContent('granted')
  })

  it('is not there where the browser has no notifications, and the title tells all the same', async () => {
    vi.stubGlobal('Notification', undefined)
    await tell()
    expect(screen.getByRole('button')).toHaveTextContent('unsupported')
    fireEvent.click(screen.getByRole('button'))
    await settle()
    expect(document.title).toBe('● Acme Reports')
  })

  it('helps nothing in a browser whose pages may show none, and the title tells all the same', async () => {
    vi.stubGlobal(
      'Notification',
      class {
        static permission = 'granted'
        constructor() {
          throw new TypeError('Illegal constructor')
        }
      },
    )
    await tell()
    expect(document.title).toBe('● Acme Reports')
  })
})
