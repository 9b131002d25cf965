import { expect, vi } from 'vitest'

/** A picture of one pixel, in the form in which steps carry theirs. */
export const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

export const picture = () => document.querySelector('img')

/** The picture on the page, once it has been read, checked and drawn. */
export async function untilPicture() {
  await vi.waitFor(() => expect(picture()?.complete).toBe(true), 10_000)
  return picture()
}
