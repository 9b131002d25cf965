'use client'

import type { ListRunsFilter, RunStatus } from '@fishbowl/core'
import { useEffect, useState } from 'react'

import { useLatest } from '../dom/useLatest.js'
import { innerPart } from '../ui/innerPart.js'
import { useMessages } from '../ui/useMessages.js'
import type { RunListColumn } from './columns.js'
import { runListColumns } from './columns.js'
import type { ListMessages } from './messages.js'
import { listMessages } from './messages.js'
import { getColumnLabel } from './RunListGrid.js'

export interface RunListFiltersProps {
  filter: ListRunsFilter
  onFilterChange: (filter: ListRunsFilter) => void
  columns: readonly RunListColumn[]
  onColumnsChange: (columns: readonly RunListColumn[]) => void
}

/** Milliseconds without a key press after which goals are searched. */
const TYPING_PAUSE = 300

/** Which runs of a list are shown, and what of them. */
export function RunListFilters({
  filter,
  onFilterChange,
  columns,
  onColumnsChange,
}: RunListFiltersProps) {
  const messages = useMessages(listMessages)
  const change = (changed: ListRunsFilter) => onFilterChange({ ...filter, ...changed })
  return (
    <div
      role="search"
      className="fishbowl-run-list-filters"
      {...innerPart('filters')}
      aria-label={messages.listFilterLabel}
    >
      <GoalSearch
        goal={filter.goal ?? ''}
        onChange={(goal) => change({ goal: goal || undefined })}
      />
      <select
        className="fishbowl-input"
        {...innerPart('input')}
        aria-label={messages.listStatus}
        value={filter.status ?? ''}
        onChange={({ target }) =>
          change({ status: statuses.find((name) => name === target.value) })
        }
      >
        <option value="">{messages.listAnyStatus}</option>
        {statuses.map((status) => (
          <option key={status} value={status}>
            {getStatusLabel(status, messages)}
          </option>
        ))}
      </select>
      <select
        className="fishbowl-input"
        {...innerPart('input')}
        aria-label={messages.listOrder}
        value={filter.sortDirection ?? 'desc'}
        onChange={({ target }) =>
          change({ sortDirection: target.value === 'asc' ? 'asc' : 'desc' })
        }
      >
        <option value="desc">{messages.listNewest}</option>
        <option value="asc">{messages.listOldest}</option>
      </select>
      <label className="fishbowl-run-list-day">
        <span>{messages.listFrom}</span>
        <input
          type="date"
          className="fishbowl-input"
          {...innerPart('input')}
          // The API leaves out runs of the bound itself, so the bound lies a millisecond before the day.
          value={toDay(filter.createdAfter, 1)}
          onChange={({ target }) => change({ createdAfter: fromDay(target.value, 0, -1) })}
        />
      </label>
      <label className="fishbowl-run-list-day">
        <span>{messages.listTo}</span>
        <input
          type="date"
          className="fishbowl-input"
          {...innerPart('input')}
          value={toDay(filter.createdBefore, -1)}
          onChange={({ target }) => change({ createdBefore: fromDay(target.value, 1, 0) })}
        />
      </label>
      <details className="fishbowl-run-list-columns">
        <summary className="fishbowl-button" {...innerPart('button')} data-variant="secondary">
          {messages.listColumns}
        </summary>
        <fieldset aria-label={messages.listColumns}>
          {runListColumns.map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={columns.includes(name)}
                onChange={({ target }) =>
                  onColumnsChange(
                    runListColumns.filter((column) =>
                      column === name ? target.checked : columns.includes(column),
                    ),
                  )
                }
              />
              <span>{getColumnLabel(name, messages)}</span>
            </label>
          ))}
        </fieldset>
      </details>
    </div>
  )
}

interface GoalSearchProps {
  goal: string
  onChange: (goal: string) => void
}

function GoalSearch({ goal, onChange }: GoalSearchProps) {
  const messages = useMessages(listMessages)
  const [text, setText] = useState(goal)
  /** The goal that was last told to the host or heard from it. Another one comes from the host. */
  const [known, setKnown] = useState(goal)
  const latestOnChange = useLatest(onChange)
  if (goal !== known) {
    setKnown(goal)
    setText(goal)
  }

  useEffect(() => {
    if (text === known) return
    const timer = setTimeout(() => {
      setKnown(text)
      latestOnChange.current(text)
    }, TYPING_PAUSE)
    return () => clearTimeout(timer)
  }, [text, known, latestOnChange])

  return (
    <input
      type="search"
      className="fishbowl-input fishbowl-run-list-search"
      {...innerPart('input')}
      aria-label={messages.listSearch}
      placeholder={messages.listSearch}
      dir="auto"
      maxLength={500}
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  )
}

const statuses: readonly RunStatus[] = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED']

function getStatusLabel(status: RunStatus, messages: ListMessages): string {
  switch (status) {
    case 'PENDING':
      return messages.listStatusPending
    case 'RUNNING':
      return messages.listStatusRunning
    case 'COMPLETED':
      return messages.listStatusCompleted
    case 'FAILED':
      return messages.listStatusFailed
    case 'CANCELLED':
      return messages.listStatusCancelled
  }
}

/** The viewer's day of a point in time, `offset` milliseconds off it, as a date field writes it. */
function toDay(time: number | undefined, offset: number): string {
  if (time === undefined) return ''
  const date = new Date(time + offset)
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) =>
    String(part).padStart(2, '0'),
  )
  return `${String(date.getFullYear()).padStart(4, '0')}-${month}-${day}`
}

/** Epoch milliseconds of the beginning of the viewer's day, some days and `offset` milliseconds later. */
function fromDay(text: string, days: number, offset: number): number | undefined {
  const [year, month, day] = text.split('-').map(Number)
  if (!year || !month || !day) return undefined
  return new Date(year, month - 1, day + days).getTime() + offset
}
