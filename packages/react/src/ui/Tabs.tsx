'use client'

import type { KeyboardEvent, ReactNode } from 'react'
import { useDeferredValue, useId, useRef, useState } from 'react'

import { getWindow } from '../dom/ownWindow.js'
import { innerPart } from './innerPart.js'

export interface Tab {
  id: string
  label: string
  /** What the panel shows. A function is given `choose`, which goes to another tab. */
  content: ReactNode | ((choose: (id: string) => void) => ReactNode)
  /** Keeps the panel while another one is shown, with the place to which its viewer has scrolled. */
  isKept?: boolean
}

/**
 * Tabs, of which only the chosen one has its panel mounted, so that a live view that nobody looks at
 * holds no connection; panels of data are kept once they have been seen. A single tab is shown without a tab
 * bar.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const prefix = useId()
  const list = useRef<HTMLDivElement>(null)
  const [chosenId, setChosenId] = useState<string>()
  const [seen, setSeen] = useState<readonly string[]>([])
  const chosen = tabs.find(({ id }) => id === chosenId) ?? tabs[0]
  // A panel may be large: first the tab is painted as chosen, then what belongs to it is drawn.
  const openId = useDeferredValue(chosen?.id)
  const open = tabs.find(({ id }) => id === openId) ?? chosen
  if (!chosen || !open) return null
  if (!seen.includes(open.id)) setSeen([...seen, open.id])
  if (tabs.length === 1) return <Content tab={chosen} choose={choose} />

  /** The first tab is chosen by no id: when another tab becomes the first, a viewer on it moves along. */
  function show(id: string | undefined) {
    setChosenId(id === tabs[0]?.id ? undefined : id)
  }

  /** Moves the focus to the tab, too, as the element that had it may go away with the old panel. */
  function choose(id: string | undefined) {
    const index = tabs.findIndex((tab) => tab.id === id)
    show(id)
    list.current?.querySelectorAll('button')[index]?.focus()
  }

  function handleKeyDown(event: KeyboardEvent) {
    const current = tabs.findIndex((tab) => tab === chosen)
    const { current: bar } = list
    const isRightToLeft = bar && getWindow(bar).getComputedStyle(bar).direction === 'rtl'
    const forward = isRightToLeft ? 'ArrowLeft' : 'ArrowRight'
    const backward = isRightToLeft ? 'ArrowRight' : 'ArrowLeft'
    const next = {
      [forward]: (current + 1) % tabs.length,
      [backward]: (current - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }[event.key]
    if (next === undefined) return
    event.preventDefault()
    choose(tabs[next]?.id)
  }

  return (
    <div className="fishbowl-tabs">
      <div
        ref={list}
        className="fishbowl-tabs-list"
        {...innerPart('tabs')}
        role="tablist"
        tabIndex={-1}
        aria-label={label}
        onKeyDown={handleKeyDown}
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${prefix}-${tab.id}-tab`}
            className="fishbowl-tabs-tab"
            {...innerPart('tab')}
            aria-selected={tab === chosen}
            aria-controls={tab === chosen ? `${prefix}-${tab.id}-panel` : undefined}
            tabIndex={tab === chosen ? 0 : -1}
            onClick={() => show(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map(
        (tab) =>
          (tab === open || (tab.isKept && seen.includes(tab.id))) && (
            <div
              key={tab.id}
              className="fishbowl-tabs-panel"
              {...innerPart('panel')}
              role="tabpanel"
              id={`${prefix}-${tab.id}-panel`}
              aria-labelledby={`${prefix}-${tab.id}-tab`}
              tabIndex={0}
              // A style sheet can undo the attribute alone.
              hidden={tab !== open}
              style={tab === open ? undefined : { display: 'none' }}
            >
              <Content tab={tab} choose={choose} />
            </div>
          ),
      )}
    </div>
  )
}

function Content({ tab: { content }, choose }: { tab: Tab; choose: (id: string) => void }) {
  return typeof content === 'function' ? content(choose) : content
}
