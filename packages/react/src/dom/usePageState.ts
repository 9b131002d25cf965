'use client'

import { focusManager, onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

const subscribeToFocus = (listener: () => void) => focusManager.subscribe(listener)
const subscribeToOnline = (listener: () => void) => onlineManager.subscribe(listener)
const onServer = () => true

/** Whether the page can be seen and has a network, as react-query understands it. */
export function usePageState(): { isVisible: boolean; isOnline: boolean } {
  const isVisible = useSyncExternalStore(subscribeToFocus, () => focusManager.isFocused(), onServer)
  const isOnline = useSyncExternalStore(subscribeToOnline, () => onlineManager.isOnline(), onServer)
  return { isVisible, isOnline }
}
