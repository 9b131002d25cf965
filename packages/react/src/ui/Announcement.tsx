'use client'

import type { ReactNode } from 'react'
import { createContext, useContext, useEffect, useId, useState } from 'react'

/** Milliseconds between two announcements: often enough to follow a run, and seldom enough to hear other things. */
const INTERVAL = 5_000

/** What matters more is said first: what a run has come to, before its steps on the way. */
const ranks = { outcome: 1, progress: 0 }

export interface AnnouncementProps {
  rank: keyof typeof ranks
  /** What is said when it comes or changes. What is there from the first is only to be read. */
  children: string | false | null | undefined
}

/**
 * Has screen readers say a text, in the turn that the region around it gives to it. Shows nothing. A trouble that is
 * shown needs none, and waits for no turn: it is a live region by itself.
 */
export function Announcement({ rank, children }: AnnouncementProps) {
  const { announce } = useContext(Announcer)
  const id = useId()
  const text = children || ''
  useEffect(() => {
    announce(id, text, ranks[rank])
    return () => announce(id, '', ranks[rank])
  }, [announce, id, text, rank])
  return null
}

/**
 * One live region for all that is announced in it, so that a screen reader says one thing after the other, politely:
 * each once, what matters most first, and one every five seconds at most. Within another region, that one says it.
 */
export function AnnouncerRegion({ children }: { children: ReactNode }) {
  return useContext(Announcer) === silent ? <OwnRegion>{children}</OwnRegion> : children
}

function OwnRegion({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState('')
  const [announcer] = useState(() => createAnnouncer(setSaid))
  // After the effects of all that was there from the first.
  useEffect(() => announcer.open(), [announcer])
  return (
    <Announcer.Provider value={announcer}>
      {children}
      <p className="fishbowl-visually-hidden" role="status" dir="auto">
        {said}
      </p>
    </Announcer.Provider>
  )
}

const silent = { announce: (_id: string, _text: string, _rank: number): void => {} }
const Announcer = createContext(silent)

function createAnnouncer(say: (text: string) => void) {
  const waiting = new Map<string, { text: string; rank: number }>()
  let last = { text: '', at: -Infinity }
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOpen = false

  function plan() {
    if (waiting.size > 0) timer ??= setTimeout(sayNext, last.at + INTERVAL - Date.now())
  }

  function sayNext() {
    timer = undefined
    const [next] = [...waiting].toSorted(([, one], [, other]) => other.rank - one.rank)
    if (!next) return
    const [id, { text, rank }] = next
    waiting.delete(id)
    // Steps on the way to what has come are no news after it.
    if (rank === ranks.outcome) drop(ranks.progress)
    last = { text, at: Date.now() }
    say(text)
    plan()
  }

  function drop(rank: number) {
    for (const [id, one] of waiting) if (one.rank === rank) waiting.delete(id)
  }

  return {
    announce(this: void, id: string, text: string, rank: number) {
      waiting.delete(id)
      // Two parts of a viewer may have the same to say.
      const isKnown = text === last.text || [...waiting.values()].some((one) => one.text === text)
      if (isOpen && text && !isKnown) waiting.set(id, { text, rank })
      plan()
    },
    open() {
      isOpen = true
      return () => {
        isOpen = false
        clearTimeout(timer)
        timer = undefined
      }
    },
  }
}
