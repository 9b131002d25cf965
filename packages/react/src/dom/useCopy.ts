'use client'

import { useEffect, useState } from 'react'

import { focus, getActiveElement, getWindow } from './ownWindow.js'

/** Milliseconds for which `copied` is set after a copy. */
const NOTICE_LENGTH = 3_000

export interface UseCopyResult {
  /** What became of the last copy; `undefined` again after a short while. */
  copied: 'copied' | 'failed' | undefined
  /** Copies a text. A text field may stand in `near` for a moment, see `copyText`. */
  copy: (text: string, near: HTMLElement) => Promise<void>
}

/** Copies texts to the clipboard, and tells for a short while whether that worked. */
export function useCopy(): UseCopyResult {
  const [copied, setCopied] = useState<'copied' | 'failed'>()
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(undefined), NOTICE_LENGTH)
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
 * Copies a text to the clipboard. Without https or in a frame, a page may not use the clipboard API; then
 * the text is put into a text field and copied from there. Rejects when neither way works.
 *
 * @param near The element in which the text field may stand for a moment. When a dialog is open it has to
 * be inside the dialog, as nothing outside can be selected.
 */
async function copyText(text: string, near: HTMLElement): Promise<void> {
  try {
    await getWindow(near).navigator.clipboard.writeText(text)
  } catch {
    if (!copySelected(text, near)) throw new Error('The clipboard cannot be used here.')
  }
}

function copySelected(text: string, near: HTMLElement): boolean {
  const { ownerDocument } = near
  const focused = getActiveElement(near)
  const field = ownerDocument.createElement('textarea')
  field.value = text
  field.className = 'fishbowl-visually-hidden'
  near.append(field)
  field.select()
  try {
    return ownerDocument.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    focus(focused, { preventScroll: true })
  }
}
