import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'

import { Tabs } from './Tabs.js'

/** What was on the page when the panel was made: the chosen tab, and the panel of before. */
const seen: (string | null)[][] = []

function Large() {
  const panel = screen.getByRole('tabpanel')
  seen.push([screen.getByRole('tab', { selected: true }).textContent, panel.textContent])
  return <p>much</p>
}

it('shows a tab as chosen before what belongs to it is made, which may take long', () => {
  render(
    <Tabs
      label="Parts"
      tabs={[
        { id: 'small', label: 'Small', content: <p>little</p> },
        { id: 'large', label: 'Large', content: <Large /> },
      ]}
    />,
  )
  fireEvent.click(screen.getByRole('tab', { name: 'Large' }))
  expect(seen[0]).toEqual(['Large', 'little'])
  expect(screen.getByRole('tabpanel', { name: 'Large' })).toHaveTextContent('much')
})

it('shows the panel of a tab at once when the one that was shown is gone', () => {
  const tab = (name: string) => ({ id: name, label: name, content: <p>{`in ${name}`}</p> })
  const { rerender } = render(<Tabs label="Parts" tabs={[tab('one'), tab('two')]} />)
  const panels: (string | null)[] = []
  const observer = new MutationObserver(() => {})
  observer.observe(document.body, { subtree: true, childList: true })
  rerender(<Tabs label="Parts" tabs={[tab('three'), tab('two')]} />)
  for (const { addedNodes } of observer.takeRecords()) {
    for (const { textContent } of addedNodes) panels.push(textContent)
  }
  expect(panels).toEqual(['three', 'in three'])
})
