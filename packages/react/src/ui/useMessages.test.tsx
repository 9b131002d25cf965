import { renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, it } from 'vitest'

import type { Audience } from '../context/audience.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import type { Messages } from '../messages.js'
import { defaultMessages } from '../messages.js'
import { statusMessages } from '../status/messages.js'
import { useMessages } from './useMessages.js'

function renderWith(messages: Partial<Messages> | undefined, audience?: Audience) {
  return renderHook(() => useMessages(statusMessages), {
    wrapper: ({ children }: { children?: ReactNode }) => (
      <FishbowlProvider
        endpoint="/runs"
        {...(messages && { messages })}
        {...(audience && { audience })}
      >
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

it('gives customers their own text under the plain name', () => {
  const { current } = renderWith(undefined, 'customer').result
  expect(current.statusRunning).toBe('In progress')
  expect(current.statusFailed).toBe('Failed')
  expect(renderWith(undefined, 'customer').result.current).toBe(current)
})

it('gives customers a text of the host for them, and none for operators in the place of one', () => {
  const messages = {
    statusRunning: 'TinyFish works',
    statusPendingForCustomer: 'In a moment',
    statusFailed: 'Broken',
  }
  const { current } = renderWith(messages, 'customer').result
  expect(current).toMatchObject({
    statusRunning: 'In progress',
    statusPending: 'In a moment',
    statusFailed: 'Broken',
  })
  expect(renderWith(messages).result.current).toMatchObject({
    statusRunning: 'TinyFish works',
    statusPending: 'Queued',
  })
})

it('has each text for customers beside one of the same kind for operators', () => {
  const all = defaultMessages as Record<string, unknown>
  const own = Object.keys(all).filter((name) => name.endsWith('ForCustomer'))
  expect(own.length).toBeGreaterThan(50)
  for (const name of own) {
    const plain = all[name.slice(0, -'ForCustomer'.length)]
    expect([name, typeof all[name]]).toEqual([name, typeof plain])
  }
})

it('names customers neither the vendor nor a run', () => {
  const all = Object.entries(defaultMessages as Record<string, unknown>)
  const names = new Set(all.map(([name]) => name))
  const forCustomers = all.filter(([name]) => !names.has(`${name}ForCustomer`))
  const say = (text: unknown) =>
    typeof text === 'function' ? String(text('1', '2', '3')) : String(text)
  const forOperatorsAlone = /^(openRunPage|summaryRunPage|summaryRunId|copyRunId|profileHint)/
  const telling = forCustomers
    .filter(([name]) => !forOperatorsAlone.test(name))
    .filter(([, text]) => /tinyfish|\bruns?\b/i.test(say(text)))
  expect(telling).toEqual([])
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
