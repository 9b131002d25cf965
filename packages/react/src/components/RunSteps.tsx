'use client'

import { isTerminal, parseTimestamp } from '@fishbowl/core'
import type { Run } from '@fishbowl/core'
import { forwardRef, useRef, useState } from 'react'
import type { HTMLAttributes, KeyboardEvent } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import { useMore } from '../hooks/useMore.js'
import { useThrottled } from '../hooks/useThrottled.js'
import type { Messages } from '../messages.js'
import { Button } from './Button.js'
import { Notice } from './Notice.js'
import { StepRow } from './StepRow.js'
import { usePart } from './usePart.js'

/** Milliseconds: often enough to follow the run, and no flood. */
const ANNOUNCEMENT_INTERVAL = 5_000

export interface RunStepsProps extends Omit<HTMLAttributes<HTMLElement>, 'children'> {
  run: Run
}

/**
 * What the agent did, step by step, the newest last. A step's picture is loaded when somebody asks for
 * it; up and down go from picture to picture. All of it is shown as text, whatever it contains.
 * Renders a `<section>`.
 *
 * A page with a Content-Security-Policy has to name `blob:` in `img-src` for the pictures.
 *
 * @example
 * <RunSteps run={run} />
 */
export const RunSteps = forwardRef<HTMLElement, RunStepsProps>(function RunSteps(
  { run, className, ...rest },
  ref,
) {
  const { messages } = useFishbowl()
  const part = usePart('run-steps', className)
  const list = useRef<HTMLOListElement>(null)
  const [shown, setShown] = useState<number | null>(null)
  const { visible, left, showMore } = useMore(run.steps, 100)
  const announcement = useThrottled(useNewStep(run, messages), ANNOUNCEMENT_INTERVAL)

  function handleKeyDown(event: KeyboardEvent, index: number) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step === undefined || index !== shown) return
    event.preventDefault()
    const button = list.current?.children[index + step]?.querySelector('button')
    if (!button) return
    setShown(index + step)
    button.focus()
  }

  return (
    <section ref={ref} aria-label={messages.stepsLabel} {...part} {...rest}>
      {run.steps.length === 0 && (
        <Notice title={isTerminal(run.status) ? messages.stepsNoneEnded : messages.stepsNone} />
      )}
      {run.steps.length > 0 && (
        <ol ref={list} className="fishbowl-run-steps-list">
          {visible.map((step, index) => (
            <StepRow
              // Steps are only ever added, and their ids come from outside: two may be the same.
              key={index}
              runId={run.runId}
              step={step}
              number={index + 1}
              startedAt={parseTimestamp(run.startedAt ?? run.createdAt)}
              isPictureShown={index === shown}
              onToggle={() => setShown(index === shown ? null : index)}
              onKeyDown={(event) => handleKeyDown(event, index)}
            />
          ))}
        </ol>
      )}
      {left > 0 && <Button onClick={showMore}>{messages.resultShowMore(left)}</Button>}
      <p className="fishbowl-visually-hidden" role="status" dir="auto">
        {announcement}
      </p>
    </section>
  )
})

/** What to say of the newest step. Those that were there when the list appeared are not news. */
function useNewStep({ runId, steps }: Run, messages: Messages): string {
  const [known, setKnown] = useState({ runId, count: steps.length })
  if (known.runId !== runId) setKnown({ runId, count: steps.length })
  const newest = steps.at(-1)
  if (!newest || steps.length <= known.count) return ''
  return messages.stepAnnouncement(steps.length, newest.action || messages.stepUntitled)
}
