'use client'

import { useEffect, useState } from 'react'

/** How long it says what became of it, in milliseconds. */
const noticeLength = 3_000

export interface UseCopyResult {
  /** What became of the last copy, for a short while. */
  copied: 'copied' | 'failed' | undefined
  /** Copies a text; `near` is where a text field may stand for a moment, see `copyText`. */
  copy: (text: string, near: HTMLElement) => Promise<void>
}

/** Puts texts on the clipboard, and tells for a moment whether that worked. */
export function useCopy(): UseCopyResult {
  const [copied, setCopied] = useState<'copied' | 'failed'>()
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(undefined), noticeLength)
    return () => clearTimeout(timer)
  }, [copied])

  return {
    copied,
    async copy(text, near) {
      try {
        await copyText(text, near)
        setCopied('copied')
      } catch {
        setCopied('failed')
      }
    },
  }
}

/**
 * Puts a text on the clipboard, also where the page may not use the newer way: in a frame, or without
 * https. Rejects when neither works.
 *
 * @param near where a text field may stand for a moment; inside a dialog, as nothing outside is reachable
 */
export async function copyText(text: string, near: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    if (!copySelected(text, near)) throw new Error('The clipboard cannot be used here.')
  }
}

function copySelected(text: string, near: HTMLElement): boolean {
  const focused = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'fishbowl-visually-hidden'
  near.append(field)
  field.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }
}
