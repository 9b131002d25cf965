'use client'

import { useFishbowl } from '../context/context.js'

/** The attributes that every part's root element has in common. */
export function usePart(name: string, className: string | undefined) {
  const { appearance } = useFishbowl()
  return {
    className: className ? `fishbowl-${name} ${className}` : `fishbowl-${name}`,
    'data-appearance': appearance,
  }
}
