'use client'

import type { FishbowlError, StartRunInput } from '@fishbowl/core'
import type { FormEvent, FormHTMLAttributes, ReactNode } from 'react'
import { useId, useState } from 'react'

import { useStartRun } from '../hooks/useStartRun.js'
import { Button } from '../ui/Button.js'
import type { PartProps } from '../ui/createPart.js'
import { createPart } from '../ui/createPart.js'
import { innerPart } from '../ui/innerPart.js'
import { toPlainText } from '../ui/textPieces.js'
import { useMessages } from '../ui/useMessages.js'
import { usePart } from '../ui/usePart.js'
import type { FormMessages } from './messages.js'
import { formMessages } from './messages.js'

/** What `RunForm` takes; other attributes go to its root `<form>`. */
export interface RunFormProps
  extends PartProps, Omit<FormHTMLAttributes<HTMLFormElement>, 'children' | 'onSubmit'> {
  /** Called when the run has been started. */
  onStart?: ((started: { runId: string }, input: StartRunInput) => void) | undefined
  defaultUrl?: string | undefined
  defaultGoal?: string | undefined
  /** Adds what the form does not ask for, such as a browser profile, before the run is started. */
  toInput?: ((fields: { url: string; goal: string }) => StartRunInput) | undefined
  /** Starts the run through its event stream, see `useStartRun`. @default false */
  stream?: boolean | undefined
  /** Further fields of the host, shown before the button. */
  children?: ReactNode
}

/**
 * Asks for a start page and a goal, and starts a run. Ready-made. Renders a `<form>`.
 *
 * @example
 * <RunForm onStart={({ runId }) => setRunId(runId)} />
 */
export const RunForm = createPart<HTMLFormElement, RunFormProps>(function RunForm(
  { onStart, defaultUrl, defaultGoal, toInput, stream = false, children, className, ...rest },
  ref,
) {
  const messages = useMessages(formMessages)
  const part = usePart('run-form', className)
  const startRun = useStartRun({ stream })
  const [problems, setProblems] = useState<{ url?: string; goal?: string }>({})
  const refused = startRun.error?.field

  function getProblem(name: string): string | undefined {
    return refused?.name === name
      ? messages.formFieldProblem(toPlainText(refused.message, 300))
      : undefined
  }

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (startRun.isPending) return
    const form = event.currentTarget
    const data = new FormData(form)
    const url = toWebAddress(readText(data, 'url'))
    const goal = readText(data, 'goal').trim()
    setProblems({
      ...(!url && { url: messages.formUrlInvalid }),
      ...(!goal && { goal: messages.formGoalMissing }),
    })
    if (!url || !goal) {
      form.querySelector<HTMLElement>(url ? 'textarea' : 'input')?.focus()
      return
    }
    const input = toInput?.({ url, goal }) ?? { url, goal }
    startRun.mutate(input, {
      onSuccess: (started) => onStart?.(started, input),
      onError: ({ field }) => form.querySelector<HTMLElement>(`[name="${field?.name}"]`)?.focus(),
    })
  }

  return (
    <form ref={ref} noValidate onSubmit={handleSubmit} {...part} {...rest}>
      <Field label={messages.formUrl} problem={problems.url ?? getProblem('url')}>
        {(attributes) => (
          <input
            {...attributes}
            name="url"
            type="url"
            inputMode="url"
            defaultValue={defaultUrl}
            placeholder={messages.formUrlPlaceholder}
            autoComplete="url"
          />
        )}
      </Field>
      <Field label={messages.formGoal} problem={problems.goal ?? getProblem('goal')}>
        {(attributes) => (
          <textarea
            {...attributes}
            name="goal"
            rows={3}
            defaultValue={defaultGoal}
            placeholder={messages.formGoalPlaceholder}
          />
        )}
      </Field>
      {children && <div className="fishbowl-host">{children}</div>}
      {startRun.error && (
        <p className="fishbowl-run-form-problem" role="alert">
          {getStartProblem(startRun.error, messages)}
        </p>
      )}
      <Button type="submit" variant="primary" aria-disabled={startRun.isPending}>
        {startRun.isPending ? messages.formSubmitting : messages.formSubmit}
      </Button>
    </form>
  )
})

interface FieldProps {
  label: string
  problem: string | undefined
  children: (
    attributes: ReturnType<typeof innerPart> & {
      id: string
      className: string
      'aria-invalid': boolean
      'aria-describedby': string | undefined
    },
  ) => ReactNode
}

function Field({ label, problem, children }: FieldProps) {
  const id = useId()
  return (
    <div className="fishbowl-run-form-field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        className: 'fishbowl-input',
        ...innerPart('input'),
        'aria-invalid': problem !== undefined,
        'aria-describedby': problem && `${id}-problem`,
      })}
      {problem && (
        <p className="fishbowl-run-form-problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  )
}

function readText(data: FormData, name: string): string {
  const value = data.get(name)
  return typeof value === 'string' ? value : ''
}

/** The web address that was typed, to which `https://` is added where people left it out; `null` when it is none. */
function toWebAddress(text: string): string | null {
  const trimmed = text.trim()
  if (!trimmed) return null
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}

function getStartProblem(error: FishbowlError, messages: FormMessages): string {
  const { field } = error
  // The form asks for neither of the other fields, and so has no place of its own for them.
  if (field && !['url', 'goal'].includes(field.name)) {
    return messages.formFailedField(field.name, toPlainText(field.message, 300))
  }
  switch (error.code) {
    case 'payment_required':
      return messages.formFailedPayment
    case 'unauthorized':
    case 'forbidden':
      return messages.formFailedForbidden
    case 'rate_limited':
      return messages.formFailedRateLimited
    case 'timeout':
    case 'network_error':
    case 'invalid_response':
    case 'server_error':
      return messages.formUncertain
    default:
      return messages.formFailed
  }
}
