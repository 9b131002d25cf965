// Loaded as one, by `liveViewParts`.
export { LivePicture } from './LiveFrame.js'
export { LiveViewBar } from './LiveViewBar.js'
export { LiveViewNote } from './LiveViewNote.js'
export { LiveViewStill } from './LiveViewNote.js'
