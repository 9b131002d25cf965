import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { makeRun } from '../../test/makeRun.js'
import type { Support } from '../context/context.js'
import { RunError } from '../error/RunError.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import type { RunNextSteps } from './useNextStep.js'

const billing = makeRun({
  status: 'FAILED',
  error: { message: 'No card', category: 'BILLING_FAILURE' },
})

const show = (steps: RunNextSteps, around?: Support) =>
  render(
    <FishbowlProvider endpoint="/api" support={around}>
      <RunError run={billing} {...steps} />
    </FishbowlProvider>,
  )

const buttons = () => [...document.querySelectorAll('[data-variant="primary"]')]

describe('after a failure', () => {
  it('there is one button, for what helps most of what the host can do', () => {
    const onAddCredit = vi.fn()
    show({ onAddCredit, onRunAgain: vi.fn(), onEditGoal: vi.fn() })
    expect(buttons()).toHaveLength(1)
    fireEvent.click(screen.getByRole('button', { name: 'Add credit' }))
    expect(onAddCredit).toHaveBeenCalledWith()
  })

  it('the host is given the run', () => {
    const onRunAgain = vi.fn()
    show({ onRunAgain })
    fireEvent.click(screen.getByRole('button', { name: 'Run again' }))
    expect(onRunAgain).toHaveBeenCalledWith(billing)
  })

  it('there is nothing to press where the host can do nothing', () => {
    const { container } = show({})
    expect(container.querySelectorAll('button, a')).toHaveLength(0)
  })
})

describe('whom to ask', () => {
  it('is the button when nothing else can be done', () => {
    show({}, { href: '/help', label: 'Write to us' })
    expect(buttons().map(({ outerHTML }) => outerHTML)).toEqual([
      expect.stringContaining('href="/help"'),
    ])
    expect(screen.getByRole('link', { name: 'Write to us' })).toBeVisible()
  })

  it('stands beside the button when there is one', () => {
    show({ onRunAgain: vi.fn() }, { href: 'mailto:help@shop.example' })
    expect(buttons()).toHaveLength(1)
    expect(screen.getByRole('link', { name: 'Ask for help' })).toHaveAttribute(
      'href',
      'mailto:help@shop.example',
    )
  })

  it('is that of the part rather than that of the provider', () => {
    show({ support: { href: '/own' } }, { href: '/help' })
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/own'])
  })

  it('may be a text, or an element of the host', () => {
    const { rerender } = show({ support: 'Call 0800 123' })
    expect(screen.getByText('Call 0800 123')).toBeVisible()
    rerender(<RunError run={billing} support={<em>Ask Ann</em>} />)
    expect(screen.getByText('Ask Ann')).toBeVisible()
    expect(buttons()).toEqual([])
  })

  it.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:https://a.example/1',
    '',
    undefined as unknown as string,
  ])('attack: leads to %j', (href) => {
    const { container } = show({ support: { href } })
    expect(container.querySelectorAll('a')).toHaveLength(0)
  })

  it.each(['https://help.example/', 'tel:+491234', '/help?a=b', '#help', 'help'])(
    'may lead to %s',
    (href) => {
      show({ support: { href } })
      expect(screen.getByRole('link')).toHaveAttribute('href', href)
    },
  )

  it.each([null, 7, true, {}, []] as unknown as Support[])('is no one when it is %j', (support) => {
    const { container } = show({}, support)
    expect(container.querySelectorAll('a, button')).toHaveLength(0)
  })
})
