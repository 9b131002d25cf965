import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'

import { makeCompletedRun, makeRun } from '../../test/makeRun.js'
import { RunResult } from './RunResult.js'

const show = (result: unknown) => render(<RunResult run={makeCompletedRun(result)} />)

describe('RunResult', () => {
  it('shows records as a table with the union of their keys', () => {
    show([
      { name: 'Harbor lantern', price: 29.99 },
      { name: 'Rope', stock: true },
    ])
    const table = screen.getByRole('grid')
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((cell) => cell.textContent),
    ).toEqual(['Name', 'Price', 'Stock'])
    expect(within(table).getAllByRole('row')).toHaveLength(3)
    expect(screen.getByText(/2 rows · Extracted from web pages/)).toBeVisible()
  })

  it('shows the list inside a record as a table below its name', () => {
    show({ products: [{ name: 'Rope' }], total: 1 })
    expect(screen.getByText('Products')).toBeVisible()
    expect(screen.getByRole('gridcell', { name: 'Rope' })).toBeVisible()
    expect(screen.getByText('Total')).toBeVisible()
  })

  it.each([
    ['JSON text', '[{"name":"Rope"}]'],
    ['fenced JSON text', '```json\n[{"name":"Rope"}]\n```'],
    ['a fenced block in prose', 'Found:\n```json\n[{"name":"Rope"}]\n```\nThat is all.'],
    ['a wrapped result', { result: [{ name: 'Rope' }] }],
    ['a result in two wrappers', { output: { data: [{ name: 'Rope' }] } }],
  ])('reads %s', (_name, result) => {
    show(result)
    expect(screen.getByRole('gridcell', { name: 'Rope' })).toBeVisible()
  })

  it('shows a record that only names a list as that list', () => {
    show({ products: [{ name: 'Rope' }] })
    expect(screen.getByRole('gridcell', { name: 'Rope' })).toBeVisible()
    expect(screen.getByText(/1 row · Extracted/)).toBeVisible()
  })

  it('shows text as text', () => {
    show('Delivery takes **two** days.')
    expect(screen.getByText('Delivery takes **two** days.')).toBeVisible()
  })

  it('opens the branches of a tree on demand', async () => {
    show([1, { shop: { address: { town: 'Lisbon' } } }])
    expect(screen.queryByText('Lisbon')).toBe(null)
    await userEvent.click(screen.getByText('address'))
    expect(screen.getByText('Lisbon')).toBeVisible()
  })

  it('draws of a long list only the rows that are seen', () => {
    show(Array.from({ length: 12_000 }, (_, index) => ({ id: index })))
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '12001')
    expect(screen.getAllByRole('row').length).toBeLessThan(50)
  })

  it('says first that the goal was not reached, and why', async () => {
    show({ status: 'failure', reason: 'Access denied by the shop', seen: 'a login page' })
    expect(screen.getByText('The goal was not reached')).toBeVisible()
    expect(screen.getByText('Access denied by the shop')).toBeVisible()
    expect(screen.queryByText('a login page')).toBe(null)
    await userEvent.click(screen.getByRole('button', { name: 'Show result' }))
    expect(screen.getByText('a login page')).toBeVisible()
  })

  it('claims nothing of a result that the viewer may not see', () => {
    render(<RunResult run={makeRun({ status: 'COMPLETED', result_withheld: true })} />)
    expect(screen.getByText('The run has ended')).toBeVisible()
    expect(screen.getByText(/whether the goal was reached is not known/)).toBeVisible()
    expect(screen.queryByRole('button')).toBe(null)
  })

  it('is nothing for a run that has not completed', () => {
    const { container } = render(<RunResult run={makeRun()} />)
    expect(container).toBeEmptyDOMElement()
  })

  it('survives an attack by depth: 100,000 nested lists', () => {
    let nested: unknown = 'deep'
    for (let level = 0; level < 100_000; level += 1) nested = [nested]
    show(nested)
    expect(document.querySelectorAll('.fishbowl-result *').length).toBeLessThan(100)
  })

  it('survives an attack by markup: it is text and loads nothing', () => {
    show({ note: '<img src=x onerror="alert(1)"><script>alert(1)</script>', link: 'javascript:1' })
    expect(screen.getByText(/<img src=x/)).toBeVisible()
    expect(document.querySelector('.fishbowl-result :is(img, script, a)')).toBe(null)
  })

  it('survives an attack by prototype: such keys are shown like any other', () => {
    show(JSON.parse('{"__proto__":{"polluted":1},"constructor":"c","toString":"t","ref":"r"}'))
    for (const key of ['__proto__', 'Constructor', 'To string', 'Ref']) {
      expect(screen.getByText(key)).toBeVisible()
    }
    expect(({} as { polluted?: number }).polluted).toBe(undefined)
  })

  it('survives an attack by React element: it is data', () => {
    show([{ $$typeof: 'Symbol(react.element)', type: 'img', props: { src: 'x' }, key: 'k' }])
    expect(screen.getByRole('columnheader', { name: '$$typeof' })).toBeVisible()
  })
})
