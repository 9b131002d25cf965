'use client'

import { createContext } from 'react'

/** Whether what is inside is far out of view, so that its clocks may stand still. */
export const OutOfView = createContext(false)
