'use client'

import { useEffect, useLayoutEffect } from 'react'

/** React 18 warns about layout effects on a server, where none of them run. */
export const useIsomorphicLayoutEffect =
  typeof document === 'undefined' ? useEffect : useLayoutEffect
