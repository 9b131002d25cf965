'use client'

import type { Run } from '@fishbowl/core'
import { getResultStart, readJsonLines } from '@fishbowl/core/internal'
import { useMemo } from 'react'

import { useWindow } from '../dom/useWindow.js'
import { cutText } from '../ui/textPieces.js'
import { UntrustedText } from '../ui/UntrustedText.js'
import { useMessages } from '../ui/useMessages.js'
import { resultMessages } from './values/messages.js'

/** How much is shown: so much is laid out in some hundredths of a second, and nobody reads more of it here. */
const MAX_LINES = 20_000
const MAX_CHARACTERS = 1_000_000
/** Characters of a host's own value that are written for this: it may be of any size. */
const MAX_JSON_LENGTH = 4_000_000
/** Characters of a line that are shown. */
const LONGEST_LINE = 2_000

/** The JSON that the endpoint sent, laid out in lines: numbers have all their digits. */
export function ResultRaw({ run }: { run: Run }) {
  const messages = useMessages(resultMessages)
  const { lines, isCut } = useMemo(() => readLines(getResultStart(run, MAX_JSON_LENGTH)), [run])
  const { viewportRef, rowRef, start, end, contentStyle } = useWindow({ count: lines.length })
  return (
    <div className="fishbowl-result-raw">
      <div
        ref={viewportRef}
        className="fishbowl-viewport"
        role="region"
        aria-label={messages.resultRawLabel}
        tabIndex={0}
        dir="ltr"
      >
        <div className="fishbowl-result-raw-lines" style={contentStyle}>
          {lines.slice(start, end).map((line, index) => (
            <UntrustedText
              as="div"
              key={start + index}
              ref={index === 0 ? rowRef : undefined}
              className="fishbowl-result-raw-line"
              text={line}
            />
          ))}
        </div>
      </div>
      {isCut && <p className="fishbowl-result-grid-note">{messages.resultRawCut(lines.length)}</p>}
    </div>
  )
}

function readLines(text: string): { lines: string[]; isCut: boolean } {
  const lines: string[] = []
  let left = MAX_CHARACTERS
  for (const line of readJsonLines(text)) {
    if (lines.length === MAX_LINES || left <= 0) return { lines, isCut: true }
    const cut = cutText(line, LONGEST_LINE)
    lines.push(cut.length < line.length ? `${cut}…` : cut)
    left -= cut.length
  }
  return { lines, isCut: false }
}
