'use client'

import type { Run } from '@fishbowl/core'
import { getResultText } from '@fishbowl/core'

import { saveFile } from '../dom/saveFile.js'
import { runInSlices } from '../dom/slices.js'
import { useCopy } from '../dom/useCopy.js'
import { Button } from '../ui/Button.js'
import { commonMessages } from '../ui/messages.js'
import { useMessages } from '../ui/useMessages.js'
import { readExactRows, writeCsv } from './resultCsv.js'
import { getResultFileName } from './resultFileName.js'
import { readColumns } from './table/resultColumns.js'
import { resultMessages } from './values/messages.js'
import type { JsonObject, ResultShape } from './values/resultShape.js'

const texts = { ...commonMessages, ...resultMessages }

/** Copies and downloads a result: as JSON the very characters that the endpoint sent. */
export function ResultActions({ run, shape }: { run: Run; shape: ResultShape }) {
  const messages = useMessages(texts)
  const { copied, copy } = useCopy()

  function saveJson() {
    saveFile(getResultFileName(run.runId, 'json'), [getResultText(run)], 'application/json')
  }
  function saveCsv(rows: readonly JsonObject[]) {
    runInSlices(collectCsv(run, rows), (parts) =>
      saveFile(getResultFileName(run.runId, 'csv'), parts, 'text/csv;charset=utf-8'),
    )
  }

  return (
    <div className="fishbowl-result-actions">
      <Button
        variant="quiet"
        onClick={({ currentTarget }) =>
          void copy(getText(run, shape), currentTarget.parentElement ?? currentTarget)
        }
      >
        <Icon shape={copied === 'copied' ? check : sheets} />
        {copied === 'copied' ? messages.copied : messages.copy}
      </Button>
      <Button variant="quiet" aria-label={messages.resultDownload('JSON')} onClick={saveJson}>
        <Icon shape={download} />
        JSON
      </Button>
      {shape.kind === 'table' && (
        <Button
          variant="quiet"
          aria-label={messages.resultDownload('CSV')}
          onClick={() => saveCsv(shape.rows)}
        >
          <Icon shape={download} />
          CSV
        </Button>
      )}
      <span className="fishbowl-visually-hidden" role="status">
        {copied === 'copied' && messages.copied}
      </span>
      {copied === 'failed' && (
        <span className="fishbowl-result-note" role="alert">
          {messages.resultCopyFailed}
        </span>
      )}
    </div>
  )
}

function getText(run: Run, shape: ResultShape): string {
  return shape.kind === 'text' ? shape.text : getResultText(run)
}

/** Without the mark in front, spreadsheets take the file for one of their own, older encodings. */
const byteOrderMark = '\uFEFF'

/** How many lines are handed to the browser at a time. */
const linesTogether = 1_000

function* collectCsv(
  run: Run,
  rows: readonly JsonObject[],
): Generator<void, BlobPart[], undefined> {
  const exact = (yield* readExactRows(run, rows)) ?? rows
  const columns = yield* readColumns(exact)
  const parts: BlobPart[] = [byteOrderMark]
  let lines: string[] = []
  for (const line of writeCsv(exact, columns)) {
    lines.push(line)
    yield
    if (lines.length < linesTogether) continue
    // A blob holds its bytes at once, so that the last step need not write them all.
    parts.push(new Blob([lines.join('')]))
    lines = []
  }
  return [...parts, lines.join('')]
}

const check = 'm2.2 6.4 2.5 2.5 5-5.6'
const sheets = 'M4.5 4.5V2.2h5.3v5.3H7.5M2.2 4.5h5.3v5.3H2.2Z'
const download = 'M6 1.8v5.4M3.6 5 6 7.4 8.4 5M2.2 10h7.6'

function Icon({ shape }: { shape: string }) {
  return (
    <svg className="fishbowl-icon" viewBox="0 0 12 12" aria-hidden="true">
      <path d={shape} />
    </svg>
  )
}
