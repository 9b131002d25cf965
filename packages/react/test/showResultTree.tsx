import { render, screen, within } from '@testing-library/react'
import { StrictMode } from 'react'

import { ResultTree } from '../src/result/tree/ResultTree.js'
import '../src/styles.css'

/** Shows a value as a tree. */
export function show(value: object, direction?: 'rtl') {
  const wrap = (match?: { path: number[]; query: string }) => (
    <StrictMode>
      <div className="fishbowl fishbowl-run-result" dir={direction}>
        <ResultTree value={value} match={match} />
      </div>
    </StrictMode>
  )
  const { rerender, container } = render(wrap())
  return { container, reveal: (path: number[], query = '') => rerender(wrap({ path, query })) }
}

export const tree = () => screen.getByRole('tree')
export const rows = () => within(tree()).getAllByRole('treeitem')
/** What the rows say, one for each line. */
export const texts = () => rows().map(({ textContent }) => textContent.trim())
/** What the row says that the keyboard is at. */
export const active = () => {
  const id = tree().getAttribute('aria-activedescendant')
  return id === null ? null : (document.getElementById(id)?.textContent.trim() ?? 'not drawn')
}
export const row = (name: string) => {
  const found = rows().find(({ textContent }) => textContent.trim().startsWith(name))
  if (!found) throw new Error(`There is no row ${name}.`)
  return found
}
