'use client'

import type { RunStep } from '@fishbowl/core'
import { useState } from 'react'

import { useMessages } from '../hooks/useMessages.js'
import { useStepPicture } from '../hooks/useStepPicture.js'
import type { StepPicture as StepPictureState } from '../hooks/useStepPicture.js'
import { stepMessages } from '../messages/stepMessages.js'
import type { StepMessages } from '../messages/stepMessages.js'

export interface StepPictureProps {
  runId: string
  step: RunStep
  label: string
}

/** The picture of a step, which is loaded as soon as this is mounted, or a line on why it is not there. */
export function StepPicture({ runId, step, label }: StepPictureProps) {
  const messages = useMessages(stepMessages)
  const picture = useStepPicture(runId, step)
  const [blockedUrl, setBlockedUrl] = useState<string>()
  if (picture.state === 'ready' && picture.url !== blockedUrl) {
    return (
      <img
        className="fishbowl-step-picture"
        src={picture.url}
        alt={label}
        // Its bytes are those of a picture, so what is left is an `img-src` without `blob:`.
        onError={() => setBlockedUrl(picture.url)}
      />
    )
  }
  return (
    <p className="fishbowl-step-note" role="status">
      {getNote(picture, messages)}
    </p>
  )
}

function getNote(picture: StepPictureState, messages: StepMessages): string {
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
