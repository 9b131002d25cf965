// `frameCode` loads these together. Import them only from there, or they are shipped with every page.
export { LiveFrame } from './LiveFrame.js'
export { LiveViewBar } from './LiveViewBar.js'
export { LiveViewCaption } from './LiveViewCaption.js'
export { LiveViewStill } from './LiveViewStill.js'
