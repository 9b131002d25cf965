'use client'

import type { Run, RunStep } from '@fishbowl/core'
import { isTerminal, parseTimestamp } from '@fishbowl/core'
import type { KeyboardEvent, RefObject } from 'react'
import { useCallback, useRef, useState } from 'react'

import { useFishbowl } from '../context/context.js'
import { clamp } from '../dom/listWindow.js'
import { focus as focusElement, isFocusLost, observeSize } from '../dom/ownWindow.js'
import { scrollTo } from '../dom/scroll.js'
import { useIsomorphicLayoutEffect, useLatest } from '../dom/useLatest.js'
import { useWindow } from '../dom/useWindow.js'
import { runMessages } from '../status/messages.js'
import { Button } from '../ui/Button.js'
import { useMessages } from '../ui/useMessages.js'
import { stepMessages } from './messages.js'
import { StepRow } from './StepRow.js'

export const stepListMessages = { ...runMessages, ...stepMessages }

/** Of more steps than these, only the rows in sight are drawn, and all rows have the same height. */
const MANY = 100
/** How many rows Page Up and Page Down go past. */
const PAGE = 10

export interface StepListProps {
  run: Run
  /** Index of the step whose picture is shown. */
  shown: number | null
  /** Id of the element that shows the picture. */
  pictureId: string
  onShow: (index: number | null) => void
}

/** The steps in a box that scrolls, and that follows the newest step while the reader is at the end. */
export function StepList({ run, shown, pictureId, onShow }: StepListProps) {
  const { client } = useFishbowl()
  const messages = useMessages(stepListMessages)
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
  const isMeasured = !isLong || contentStyle !== undefined
  const place = useFollowEnd(viewport, scrollToEnd, !isTerminal(run.status), isMeasured)
  // When the list becomes long all rows change their height. Who has scrolled away from the end would lose
  // the place, so there the list becomes long later.
  const isTooLong = steps.length > (place === 'before' ? 2 * MANY : MANY)
  if (isTooLong && !isLong) setIsLong(true)
  const focus = useFocusedRow(viewport, first, last)

  function scrollToEnd() {
    const { current } = viewport
    if (isLong) scrollToRow(steps.length - 1)
    else if (current) scrollTo(current, current.scrollHeight)
  }

  function jumpToEnd() {
    // At the end the button goes away. Without this the keyboard would start from the top of the page.
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
                // Steps are only added at the end, and two of them may have the same id from outside.
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
    focusElement(viewport.current?.querySelector(`[aria-posinset="${target.index + 1}"] button`))
  }, [target, viewport])

  useIsomorphicLayoutEffect(() => {
    const isDrawn = focused.current === null || (first <= focused.current && focused.current < last)
    if (isDrawn || !viewport.current || !isFocusLost(viewport.current)) return
    focused.current = null
    viewport.current.focus({ preventScroll: true })
  }, [first, last, viewport])

  return {
    /** Notes which row has the focus, as no event tells when a row goes away with the focus in it. */
    set: (index: number | null) => (focused.current = index),
    moveTo: (index: number) => setTarget({ index }),
  }
}

/**
 * - `all`: everything is in sight
 * - `end`: the newest step is in sight, and is kept in sight
 * - `before`: the reader has scrolled away from the newest step, and is left alone
 */
type ReadingPlace = 'all' | 'end' | 'before'

/** In px. A reader who is so near the end counts as being there. */
const NEAR = 24

/**
 * Keeps the end of a growing list in sight for as long as the reader is there.
 *
 * @param viewport The element that scrolls; its first child is what grows.
 * @param scrollToEnd Called when the end has moved.
 * @param startsAtEnd Whether the reader begins at the end.
 * @param isMeasured Whether the rows have their height. Until then the list cannot be scrolled to its end.
 */
function useFollowEnd(
  viewport: RefObject<HTMLElement | null>,
  scrollToEnd: () => void,
  startsAtEnd: boolean,
  isMeasured: boolean,
): ReadingPlace {
  const [place, setPlace] = useState<ReadingPlace>('all')
  const isAtEnd = useRef(startsAtEnd)
  const scrollToLatestEnd = useLatest(scrollToEnd)

  useIsomorphicLayoutEffect(() => {
    const { current } = viewport
    if (!current || !isMeasured) return
    let height = -1
    let top = 0

    function look(element: HTMLElement) {
      // An element without a size is not shown, so nobody has scrolled it.
      if (element.clientHeight === 0) return
      height = element.scrollHeight
      top = element.scrollTop
      const left = height - element.clientHeight
      isAtEnd.current = left - top < NEAR
      setPlace(left < 1 ? 'all' : isAtEnd.current ? 'end' : 'before')
    }

    function follow(element: HTMLElement) {
      if (isAtEnd.current) scrollToLatestEnd.current()
      look(element)
    }

    // Before the list is painted, so that nobody sees its beginning for a moment.
    if (isAtEnd.current) follow(current)
    const { firstElementChild: list } = current
    const sizes = observeSize(list ? [current, list] : [current], () => follow(current))
    function handleScroll() {
      if (!current) return
      const { scrollHeight, scrollTop } = current
      // When the height has changed, the browser may have scrolled, and not the reader. But of a list that
      // has grown, only a reader goes up.
      if (scrollHeight === height || (scrollHeight > height && scrollTop < top)) look(current)
    }
    current.addEventListener('scroll', handleScroll, { passive: true })
    return () => {
      sizes.disconnect()
      current.removeEventListener('scroll', handleScroll)
    }
  }, [viewport, scrollToLatestEnd, isMeasured])

  return place
}
