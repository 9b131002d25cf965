'use client'

import type { RunStep } from '@fishbowl/core'
import { useEffect, useRef } from 'react'

import { useMessages } from '../hooks/useMessages.js'
import { commonMessages } from '../messages/commonMessages.js'
import { stepMessages } from '../messages/stepMessages.js'
import { Button } from './Button.js'
import { ClampedText } from './ClampedText.js'
import { StepPicture } from './StepPicture.js'

const texts = { ...commonMessages, ...stepMessages }

export interface StepDetailProps {
  id: string
  runId: string
  step: RunStep
  /** Counted from 1. */
  number: number
  onClose: () => void
}

/** A step's picture, beside or below the list, whose rows keep their height so. Renders a `<figure>`. */
export function StepDetail({ id, runId, step, number, onClose }: StepDetailProps) {
  const messages = useMessages(texts)
  const figure = useRef<HTMLElement>(null)
  useEffect(() => {
    // Newer browsers give a promise, which an effect must not return.
    figure.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <figure ref={figure} className="fishbowl-step-detail" id={id}>
      <figcaption>
        <ClampedText
          key={number}
          text={messages.stepAnnouncement(number, step.action || messages.stepUntitled)}
        />
        <Button variant="quiet" aria-label={messages.stepPictureClose} onClick={onClose}>
          {messages.close}
        </Button>
      </figcaption>
      <div className="fishbowl-step-stage">
        <StepPicture
          key={number}
          runId={runId}
          step={step}
          label={messages.stepPictureLabel(number)}
        />
      </div>
    </figure>
  )
}
