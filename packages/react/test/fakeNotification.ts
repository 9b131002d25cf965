import { act } from '@testing-library/react'
import { vi } from 'vitest'

import { settle } from './createTestbed.js'

/** Stands for the browser's own, which shows nothing in a test. `shown` lists what a page would have shown. */
export function fakeNotification(permission: NotificationPermission = 'granted') {
  const shown: {
    title: string
    options: NotificationOptions
    onclick: () => void
    isClosed: boolean
  }[] = []
  class FakeNotification {
    static permission = permission
    static requestPermission = vi.fn(async () => {
      FakeNotification.permission = 'granted'
      return FakeNotification.permission
    })
    onclick = () => {}
    isClosed = false
    constructor(
      readonly title: string,
      readonly options: NotificationOptions,
    ) {
      shown.push(this)
    }
    close() {
      this.isClosed = true
    }
  }
  vi.stubGlobal('Notification', FakeNotification)
  return { shown, Notification: FakeNotification }
}

/** Whether somebody looks at the tab from now on. */
export async function lookAt(isLooked: boolean) {
  vi.spyOn(document, 'hasFocus').mockReturnValue(isLooked)
  act(() => void dispatchEvent(new Event(isLooked ? 'focus' : 'blur')))
  await settle()
}
