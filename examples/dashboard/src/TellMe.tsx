import { isTerminal, useRun, useRunNotification } from '@fishbowl/react'
import { useState } from 'react'

/** A switch for whoever wants to look elsewhere, also at another run, until this one is done. */
export function TellMe({ runId }: { runId: string }) {
  const [wanted, setWanted] = useState<string[]>([])
  const { run } = useRun(runId)
  const { permission, askPermission } = useRunNotification(null)
  const isWanted = wanted.includes(runId)
  const isOffered = run !== undefined && !isTerminal(run.status)
  const isQuiet = isWanted && (permission === 'denied' || permission === 'unsupported')

  function toggle() {
    setWanted(isWanted ? wanted.filter((id) => id !== runId) : [...wanted, runId])
    if (!isWanted) void askPermission()
  }

  return (
    <>
      {wanted.map((id) => (
        <Teller key={id} runId={id} />
      ))}
      {isOffered && (
        <p className="tell-me">
          <span role="status">{isQuiet && 'By a mark in the tab: notifications are off.'}</span>
          <button type="button" aria-pressed={isWanted} onClick={toggle}>
            <Bell />
            Tell me when it is done
          </button>
        </p>
      )}
    </>
  )
}

function Teller({ runId }: { runId: string }) {
  useRunNotification(runId)
  return null
}

function Bell() {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path
        d="M8 2a4 4 0 0 0-4 4v2.5L2.8 11h10.4L12 8.5V6a4 4 0 0 0-4-4ZM6.5 13a1.5 1.5 0 0 0 3 0"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
