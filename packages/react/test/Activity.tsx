import * as React from 'react'
import type { ReactNode } from 'react'

/** React 18 has none; there a host would unmount what it hides. */
export const Activity: (props: { mode: 'visible' | 'hidden'; children: ReactNode }) => ReactNode =
  'Activity' in React
    ? (props) => <React.Activity {...props} />
    : ({ mode, children }) => (mode === 'visible' ? children : null)
