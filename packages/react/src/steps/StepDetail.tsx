'use client'

import type { RunStep } from '@fishbowl/core'
import { useEffect, useRef, useState } from 'react'

import { scrollIntoView } from '../dom/scroll.js'
import type { StepPicture } from '../hooks/useStepPicture.js'
import { useStepPicture } from '../hooks/useStepPicture.js'
import { Button } from '../ui/Button.js'
import { ClampedText } from '../ui/ClampedText.js'
import { commonMessages } from '../ui/messages.js'
import { useAgentText } from '../ui/useAgentText.js'
import { useMessages } from '../ui/useMessages.js'
import type { StepMessages } from './messages.js'
import { stepMessages } from './messages.js'

const texts = { ...commonMessages, ...stepMessages }

export interface StepDetailProps {
  id: string
  runId: string
  step: RunStep
  /** Counted from 1. */
  number: number
  onClose: () => void
}

/** A step's picture, beside or below the list, so that its rows keep their height. Renders a `<figure>`. */
export function StepDetail({ id, runId, step, number, onClose }: StepDetailProps) {
  const messages = useMessages(texts)
  const readText = useAgentText()
  const figure = useRef<HTMLElement>(null)
  useEffect(() => {
    scrollIntoView(figure.current)
  }, [])
  return (
    <figure ref={figure} className="fishbowl-step-detail" id={id}>
      <figcaption>
        <div className="fishbowl-step-caption">
          <p>{messages.stepPictureLabel(number)}</p>
          <ClampedText key={number} text={readText(step.action) || messages.stepUntitled} />
        </div>
        <Button variant="quiet" aria-label={messages.stepPictureClose} onClick={onClose}>
          {messages.close}
        </Button>
      </figcaption>
      <div className="fishbowl-step-stage">
        <PictureOrNote
          key={number}
          runId={runId}
          step={step}
          label={messages.stepPictureLabel(number)}
        />
      </div>
    </figure>
  )
}

interface PictureOrNoteProps {
  runId: string
  step: RunStep
  label: string
}

/** Loads the picture of a step, and says in a line why while there is none. */
function PictureOrNote({ runId, step, label }: PictureOrNoteProps) {
  const messages = useMessages(stepMessages)
  const picture = useStepPicture(runId, step)
  const [blockedUrl, setBlockedUrl] = useState<string>()
  if (picture.state === 'ready' && picture.url !== blockedUrl) {
    return (
      <img
        className="fishbowl-step-picture"
        src={picture.url}
        alt={label}
        // The bytes have been checked to be a picture, so what fails here is an `img-src` without `blob:`.
        onError={() => setBlockedUrl(picture.url)}
      />
    )
  }
  return (
    <p className="fishbowl-step-note" role="status">
      {getPictureNote(picture, messages)}
    </p>
  )
}

function getPictureNote(picture: StepPicture, messages: StepMessages): string {
  switch (picture.state) {
    case 'idle':
    case 'loading':
      return messages.stepPictureLoading
    case 'ready':
      return messages.stepPictureBlocked
    case 'none':
      return messages.stepPictureNone
    case 'failed':
      break
  }
  switch (picture.error.code) {
    case 'not_found':
    case 'gone':
      return messages.stepPictureNone
    case 'invalid_response':
      return messages.stepPictureInvalid
    default:
      return messages.stepPictureFailed
  }
}
