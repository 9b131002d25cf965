import { renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, it } from 'vitest'

import { FishbowlProvider } from '../FishbowlProvider.js'
import type { Messages } from '../messages.js'
import { defaultMessages } from '../messages.js'
import { statusMessages } from '../status/messages.js'
import { useMessages } from './useMessages.js'

function renderWith(messages: Partial<Messages> | undefined) {
  return renderHook(() => useMessages(statusMessages), {
    wrapper: ({ children }: { children?: ReactNode }) => (
      <FishbowlProvider endpoint="/runs" {...(messages && { messages })}>
        {children}
      </FishbowlProvider>
    ),
  })
}

it('gives the texts of the part themselves when the host replaces none', () => {
  expect(renderWith(undefined).result.current).toBe(statusMessages)
  expect(renderHook(() => useMessages(statusMessages)).result.current).toBe(statusMessages)
})

it('puts a text of the host in its place and leaves the others', () => {
  const { current } = renderWith({ statusGoalFailed: 'Nothing found' }).result
  expect(current.statusGoalFailed).toBe('Nothing found')
  expect(current.statusFailed).toBe('Failed')
  expect(statusMessages.statusGoalFailed).toBe('Goal not reached')
})

it('gives the same object on each render and to each part', () => {
  const messages = { statusFailed: 'Broken' }
  const { result, rerender } = renderWith(messages)
  const first = result.current
  rerender()
  expect(result.current).toBe(first)
  expect(renderWith(messages).result.current).toBe(first)
})

it('has each text in one group alone, so that none hides another', async () => {
  const files = import.meta.glob<Record<string, object>>('../*/**/{messages,controlMessages}.ts', {
    eager: true,
  })
  const names = Object.values(files).flatMap((file) =>
    Object.values(file).flatMap((group) => Object.keys(group)),
  )
  expect(names.toSorted()).toEqual(Object.keys(defaultMessages).toSorted())
})
