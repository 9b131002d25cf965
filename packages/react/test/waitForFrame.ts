import { settle } from './createTestbed.js'

/**
 * The live frame, once it has loaded. That takes real time, in which fake time must not pass: the frame
 * would count as one that never answers.
 */
export async function waitForFrame() {
  const isLoaded = () => document.querySelector('[data-frame="showing"]') !== null
  for (let round = 0; round < 500 && !isLoaded(); round += 1) await settle()
  return document.querySelector('iframe')
}
