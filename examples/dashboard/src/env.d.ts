/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Whether the emulator plays the runs. */
  readonly EMULATOR: boolean
}
