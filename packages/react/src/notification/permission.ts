'use client'

import { useSyncExternalStore } from 'react'

import { watchAttention } from '../dom/attention.js'

type Permission = NotificationPermission | 'unsupported'

const listeners = new Set<() => void>()

function getPermission(): Permission {
  return typeof Notification !== 'undefined' ? Notification.permission : 'unsupported'
}

/** Asks whether the page may show notifications. Browsers listen only to a click. */
export async function askPermission(): Promise<Permission> {
  try {
    if (getPermission() === 'default') await Notification.requestPermission()
  } catch {
    // Nobody can be asked here, for instance in a frame of another origin.
  }
  for (const listener of listeners) listener()
  return getPermission()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // People change their mind in the browser's own settings, and come back.
  const stop = watchAttention(listener)
  return () => {
    listeners.delete(listener)
    stop()
  }
}

export function useNotificationPermission(): Permission {
  return useSyncExternalStore(subscribe, getPermission, () => 'unsupported')
}
