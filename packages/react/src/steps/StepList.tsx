'use client'

import type { Run, RunStep } from '@fishbowl/core'
import { isTerminal, parseTimestamp } from '@fishbowl/core'
import type { KeyboardEvent, RefObject } from 'react'
import { useCallback, useEffect, useRef, useState } from 'react'

import { useFishbowl } from '../context/context.js'
import { clamp } from '../dom/listWindow.js'
import { useIsomorphicLayoutEffect, useLatest } from '../dom/useLatest.js'
import { useWindow } from '../dom/useWindow.js'
import { runMessages } from '../status/messages.js'
import { Button } from '../ui/Button.js'
import { useMessages } from '../ui/useMessages.js'
import { stepMessages } from './messages.js'
import { StepRow } from './StepRow.js'

const texts = { ...runMessages, ...stepMessages }

/** More steps than this have rows of one height, of which only those in sight are drawn. */
const MANY = 100
const PAGE = 10

export interface StepListProps {
  run: Run
  /** Index of the step whose picture is shown. */
  shown: number | null
  /** Id of the element that shows it. */
  pictureId: string
  onShow: (index: number | null) => void
}

/** The steps in a box that scrolls, and that follows the newest one while its reader is there. */
export function StepList({ run, shown, pictureId, onShow }: StepListProps) {
  const { client } = useFishbowl()
  const messages = useMessages(texts)
  const { steps } = run
  const [isLong, setIsLong] = useState(steps.length > MANY)
  const { start, end, rowRef, viewportRef, contentStyle, scrollToRow } = useWindow({
    count: steps.length,
  })
  const viewport = useRef<HTMLDivElement | null>(null)
  const setViewport = useCallback(
    (element: HTMLDivElement | null) => {
      viewport.current = element
      viewportRef(element)
    },
    [viewportRef],
  )
  const [first, last] = isLong ? [start, end] : [0, steps.length]
  const place = useFollowEnd(viewport, scrollToEnd, !isTerminal(run.status))
  // Then all rows change their height, which must not move what somebody is reading.
  const isTime = steps.length > (place === 'before' ? 2 * MANY : MANY)
  if (isTime && !isLong) setIsLong(true)
  const focus = useFocusedRow(viewport, first, last)

  function scrollToEnd() {
    const { current } = viewport
    if (isLong) scrollToRow(steps.length - 1)
    else current?.scrollTo({ top: current.scrollHeight, behavior: 'instant' })
  }

  function jumpToEnd() {
    // The button goes away with its reason.
    viewport.current?.focus({ preventScroll: true })
    scrollToEnd()
  }

  function handleKeyDown(event: KeyboardEvent, index: number) {
    const distance = {
      ArrowUp: -1,
      ArrowDown: 1,
      PageUp: -PAGE,
      PageDown: PAGE,
      Home: -steps.length,
      End: steps.length,
    }[event.key]
    if (distance === undefined) return
    event.preventDefault()
    const reachable = steps.flatMap((step, index) => (hasPicture(step) ? [index] : []))
    const from = reachable.indexOf(index)
    const next = reachable[clamp(from + distance, 0, reachable.length - 1)] ?? index
    if (index === shown) onShow(next)
    if (isLong) scrollToRow(next)
    focus.moveTo(next)
  }

  function hasPicture(step: RunStep) {
    return client !== null || step.screenshot !== null
  }

  return (
    <div className="fishbowl-run-steps-reel">
      <div
        ref={setViewport}
        className="fishbowl-viewport"
        role="group"
        aria-label={messages.stepsLabel}
        tabIndex={place === 'all' ? -1 : 0}
      >
        <ol
          className="fishbowl-run-steps-list"
          data-long={isLong ? '' : undefined}
          style={isLong ? contentStyle : undefined}
        >
          {steps.slice(first, last).map((step, offset) => {
            const index = first + offset
            return (
              <StepRow
                // Steps are only ever added, and their ids come from outside: two may be the same.
                key={index}
                ref={isLong && offset === 0 ? rowRef : undefined}
                step={step}
                number={index + 1}
                count={steps.length}
                startedAt={parseTimestamp(run.startedAt ?? run.createdAt)}
                hasPicture={hasPicture(step)}
                pictureId={index === shown ? pictureId : undefined}
                onToggle={() => onShow(index === shown ? null : index)}
                onFocus={() => focus.set(index)}
                onBlur={() => focus.set(null)}
                onKeyDown={(event) => handleKeyDown(event, index)}
              />
            )
          })}
        </ol>
      </div>
      {place === 'before' && <Button onClick={jumpToEnd}>{messages.stepsJump}</Button>}
    </div>
  )
}

/** Moves the focus from row to row, and keeps it in the list when its row is no longer drawn. */
function useFocusedRow(
  viewport: { readonly current: HTMLElement | null },
  first: number,
  last: number,
) {
  const focused = useRef<number | null>(null)
  const [target, setTarget] = useState<{ index: number }>()

  useIsomorphicLayoutEffect(() => {
    if (!target) return
    const row = viewport.current?.querySelector(`[aria-posinset="${target.index + 1}"] button`)
    if (row instanceof HTMLElement) row.focus()
  }, [target, viewport])

  useIsomorphicLayoutEffect(() => {
    const isDrawn = focused.current === null || (first <= focused.current && focused.current < last)
    if (isDrawn || document.activeElement !== document.body) return
    focused.current = null
    viewport.current?.focus({ preventScroll: true })
  }, [first, last, viewport])

  return {
    /** The row that has the focus. Nobody is told when it is taken away with the focus in it. */
    set: (index: number | null) => (focused.current = index),
    moveTo: (index: number) => setTarget({ index }),
  }
}

/** In px: so near the end counts as there. */
const NEAR = 24

/**
 * - `all`: everything is in sight
 * - `end`: the newest is in sight, and is kept in sight
 * - `before`: the reader has scrolled away from it, and is left alone
 */
export type ReadingPlace = 'all' | 'end' | 'before'

/**
 * Keeps the end of a growing list in sight for as long as the reader is there.
 *
 * @param viewport The element that scrolls; its first child is what grows.
 * @param scrollToEnd Called when the end has moved.
 * @param startsAtEnd Whether the reader begins at the end.
 */
export function useFollowEnd(
  viewport: RefObject<HTMLElement | null>,
  scrollToEnd: () => void,
  startsAtEnd: boolean,
): ReadingPlace {
  const [place, setPlace] = useState<ReadingPlace>('all')
  const isAtEnd = useRef(startsAtEnd)
  const scrollToLatestEnd = useLatest(scrollToEnd)

  useEffect(() => {
    const { current } = viewport
    if (!current) return
    let height = -1

    function look(element: HTMLElement) {
      // Without a size it is not shown, and nobody reads.
      if (element.clientHeight === 0) return
      height = element.scrollHeight
      const left = height - element.clientHeight
      isAtEnd.current = left - element.scrollTop < NEAR
      setPlace(left < 1 ? 'all' : isAtEnd.current ? 'end' : 'before')
    }

    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) scrollToLatestEnd.current()
      look(current)
    })
    function handleScroll() {
      // What scrolls while it changes its height is not scrolled by its reader.
      if (current && current.scrollHeight === height) look(current)
    }
    observer.observe(current)
    if (current.firstElementChild) observer.observe(current.firstElementChild)
    current.addEventListener('scroll', handleScroll, { passive: true })
    return () => {
      observer.disconnect()
      current.removeEventListener('scroll', handleScroll)
    }
  }, [viewport, scrollToLatestEnd])

  return place
}
