'use client'

import { useFishbowl } from '../context/context.js'

/**
 * The attributes that the root elements of all public components have in common.
 *
 * @param name The class of the component without its prefix, such as `run-viewer`.
 */
export function usePart(name: string, className: string | undefined) {
  const { appearance } = useFishbowl()
  return {
    className: `fishbowl fishbowl-${name}${className ? ` ${className}` : ''}`,
    // The rules of a page know no classes in a shadow root.
    part: name,
    'data-appearance': appearance,
  }
}
