// What the custom elements need of react and nobody else does. It may change in any version.
export { warnOnce } from './context/warnOnce.js'
export type { FishbowlSettings } from './SettingsProvider.js'
export { SettingsProvider } from './SettingsProvider.js'
export { toPlainText } from './ui/textPieces.js'
