'use client'

import { useDeferredValue } from 'react'

/**
 * The value; unless it is urgent, the one before it until React has time. What hundreds of components
 * draw of their values then is split into short tasks, if they draw it with `memo`.
 */
export function useUnhurried<T extends object>(value: T, isUrgent: boolean): T {
  // What is urgent is drawn once, not once more later.
  const later = useDeferredValue(isUrgent ? null : value)
  return isUrgent ? value : (later ?? value)
}
