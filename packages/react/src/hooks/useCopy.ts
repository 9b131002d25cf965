'use client'

import { useEffect, useState } from 'react'

import { copyText } from '../copyText.js'

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
