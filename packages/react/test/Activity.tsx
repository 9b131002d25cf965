import * as React from 'react'
import type { ReactNode } from 'react'

/** React's `Activity`. React 18 has none, so there what is hidden is unmounted, as a host would do. */
export const Activity: (props: { mode: 'visible' | 'hidden'; children: ReactNode }) => ReactNode =
  'Activity' in React
    ? (props) => <React.Activity {...props} />
    : ({ mode, children }) => (mode === 'visible' ? children : null)
