import { settle } from './renderWithEmulator.js'

/** The live frame, which loads in real time: fake time must not pass meanwhile, or it comes late. */
export async function waitForFrame() {
  const isLoaded = () => document.querySelector('[data-frame="showing"]') !== null
  for (let round = 0; round < 500 && !isLoaded(); round += 1) await settle()
  return document.querySelector('iframe')
}
