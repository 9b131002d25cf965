import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'

import { getShownText } from '../../../test/shownText.js'
import { idleTime } from '../../../test/timing.js'
import { ResultText } from './ResultText.js'

const text = () => document.querySelector('.fishbowl-result-text')?.textContent ?? ''

describe('ResultText', () => {
  it('shows a long text in two steps, and less again', async () => {
    render(<ResultText text={`${'a'.repeat(49_999)}z`} />)
    expect(text()).toBe(`${'a'.repeat(2_000)}…`)
    await userEvent.click(screen.getByRole('button', { name: 'Show all of it' }))
    expect(text()).toHaveLength(50_000)
    const less = screen.getByRole('button', { name: 'Show less' })
    expect(less).toHaveFocus()
    await userEvent.click(less)
    expect(text()).toHaveLength(2_001)
  })

  it('is a link when it is a web address and nothing else', () => {
    render(<ResultText text="https://shop.example/lamp?id=1" />)
    const link = screen.getByRole('link', { name: 'https://shop.example/lamp?id=1' })
    expect(link).toHaveAttribute('href', 'https://shop.example/lamp?id=1')
    expect(link).toHaveAttribute('target', '_blank')
    expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow ugc')
    expect(screen.queryByRole('img')).toBe(null)
  })

  it('says where a link really goes', () => {
    render(<ResultText text="https://аррӏе.com/sign-in" />)
    expect(screen.getByText(/xn--80ak6aa92e\.com/)).toBeVisible()
  })

  it.each([
    'javascript:alert(1)',
    'see https://shop.example/',
    'https://a@evil.example/',
    '//evil',
  ])('attack: %s is text', (hostile) => {
    render(<ResultText text={hostile} />)
    expect(text()).toBe(hostile)
    expect(screen.queryByRole('link')).toBe(null)
  })

  it('attack: a text of 20 MB never gets whole into the page', async () => {
    const start = performance.now()
    render(<ResultText text={'word '.repeat(4_000_000)} />)
    document.body.getBoundingClientRect()
    expect(performance.now() - start).toBeLessThan(idleTime(500))
    expect(text()).toHaveLength(2_001)
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
    expect(text()).toHaveLength(100_001)
    expect(screen.getByRole('note')).toHaveTextContent(
      'The first 100,000 of 20,000,000 characters. The download has them all.',
    )
    expect(screen.queryByRole('button', { name: 'Show more' })).toBe(null)
  })

  it('attack: what turns the text around it is a code that is heard', () => {
    const { container } = render(<ResultText text={'\u202Eabc\u2066def'} />)
    expect(getShownText(container)).toBe('U+202EabcU+2066def')
    expect(screen.getByRole('img', { name: 'Hidden character U+202E' })).toBeInTheDocument()
  })

  it('attack: 50,000 marks on a letter block nothing and cover nothing', async () => {
    const hostile = `Z${'\u0301'.repeat(50_000)}a`
    const start = performance.now()
    render(<ResultText text={hostile} />)
    document.body.getBoundingClientRect()
    expect(performance.now() - start).toBeLessThan(idleTime(300))
    expect(screen.getByRole('img', { name: /1,991 more marks on this letter/ })).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Show all of it' }))
    document.body.getBoundingClientRect()
    expect(performance.now() - start).toBeLessThan(idleTime(600))
    expect(screen.getByRole('img', { name: /49,992 more marks/ })).toBeInTheDocument()
    expect(text()).toBe(hostile)
  })

  it('marks what was searched for', () => {
    render(<ResultText text="Lamp, lamp and rope" query="lamp" />)
    const marks = [...document.querySelectorAll('mark')].map(({ textContent }) => textContent)
    expect(marks).toEqual(['Lamp', 'lamp'])
    expect(text()).toBe('Lamp, lamp and rope')
  })
})
