// Loaded as one, by `liveViewParts`.
export { LivePicture } from './LivePicture.js'
export { LiveViewBar } from './LiveViewBar.js'
export { LiveViewNote } from './LiveViewNote.js'
export { LiveViewStill } from './LiveViewStill.js'
