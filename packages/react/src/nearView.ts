import { createViewWatch } from './viewWatch.js'

/** What is about to be scrolled into view is read already; what flies past never is. */
export const nearView = createViewWatch({ margin: '200px', pause: 200 })
