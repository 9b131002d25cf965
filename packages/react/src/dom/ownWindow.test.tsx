import { expect, it } from 'vitest'

import { observeSize } from './ownWindow.js'

it('who changes sizes when told of them raises no error on the page', async () => {
  const errors: string[] = []
  const listening = new AbortController()
  addEventListener('error', ({ message }) => errors.push(message), listening)
  const element = document.body.appendChild(document.createElement('div'))
  let width = 100
  const sizes = observeSize([element], () => {
    if (width < 105) element.style.width = `${(width += 1)}px`
  })
  await expect.poll(() => element.clientWidth).toBe(105)
  expect(errors).toEqual([])
  listening.abort()
  sizes.disconnect()
  element.remove()
})

it('nobody is told any longer after the end', async () => {
  const element = document.body.appendChild(document.createElement('div'))
  let told = 0
  const sizes = observeSize([element], () => (told += 1))
  await expect.poll(() => told).toBe(1)
  element.style.width = '100px'
  // Its observer has seen the change by then.
  await new Promise<void>((resolve) => {
    const last = new ResizeObserver(() => resolve())
    requestAnimationFrame(() => last.observe(element))
  })
  sizes.disconnect()
  await new Promise(requestAnimationFrame)
  await new Promise(requestAnimationFrame)
  expect(told).toBe(1)
  element.remove()
})
