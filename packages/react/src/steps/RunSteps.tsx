'use client'

import type { Run } from '@fishbowl/core'
import { isTerminal } from '@fishbowl/core'
import type { HTMLAttributes } from 'react'
import { forwardRef, useId, useRef, useState } from 'react'

import { focus } from '../dom/ownWindow.js'
import type { PartProps } from '../ui/createPart.js'
import { createPart } from '../ui/createPart.js'
import { Notice } from '../ui/Notice.js'
import { useMessages } from '../ui/useMessages.js'
import { usePart } from '../ui/usePart.js'
import { StepAnnouncer } from './StepAnnouncer.js'
import { StepDetail } from './StepDetail.js'
import { StepList, stepListMessages } from './StepList.js'

/** What `RunSteps` takes; other attributes go to its root `<section>`. */
export interface RunStepsProps extends PartProps, Omit<HTMLAttributes<HTMLElement>, 'children'> {
  run: Run
}

/**
 * What the agent did, step by step, the newest last. While the run goes on, the newest step is kept in
 * sight, unless the reader scrolls away from it. A step's picture is loaded when the viewer asks for it;
 * up, down, Page Up, Page Down, Home and End go from step to step. What a step says is shown as text,
 * whatever it contains. Renders a `<section>`.
 *
 * A page with a Content-Security-Policy has to name `blob:` in `img-src` for the pictures.
 *
 * @example
 * <RunSteps run={run} />
 */
export const RunSteps = createPart<HTMLElement, RunStepsProps>(function RunSteps(props, ref) {
  // The key makes the list of another run begin anew, without a picture.
  return <Steps key={props.run.runId} ref={ref} {...props} />
})

const Steps = forwardRef<HTMLElement, RunStepsProps>(function Steps(
  { run, className, ...rest },
  ref,
) {
  const messages = useMessages(stepListMessages)
  const part = usePart('run-steps', className)
  const body = useRef<HTMLDivElement>(null)
  const pictureId = useId()
  const [shown, setShown] = useState<number | null>(null)
  const step = shown === null ? undefined : run.steps[shown]

  function close() {
    setShown(null)
    // The button with the focus goes away. The focus goes to the button that opened the picture or, when
    // its row is not drawn, to the list.
    const opener = body.current?.querySelector('[aria-expanded="true"]')
    focus(opener ?? body.current?.querySelector('.fishbowl-viewport'))
  }

  return (
    <section ref={ref} aria-label={messages.stepsLabel} {...part} {...rest}>
      {run.steps.length === 0 ? (
        <Notice title={isTerminal(run.status) ? messages.stepsNoneEnded : messages.stepsNone} />
      ) : (
        <div ref={body} className="fishbowl-run-steps-body">
          <StepList run={run} shown={shown} pictureId={pictureId} onShow={setShown} />
          {step && shown !== null && (
            <StepDetail
              id={pictureId}
              runId={run.runId}
              step={step}
              number={shown + 1}
              onClose={close}
            />
          )}
        </div>
      )}
      <StepAnnouncer run={run} />
    </section>
  )
})
