'use client'

import type { Run } from '@fishbowl/core'
import { getResultText } from '@fishbowl/core'

import { useIsForCustomer } from '../context/audience.js'
import { useFishbowl } from '../context/context.js'
import { saveFile } from '../dom/saveFile.js'
import { runInSlices } from '../dom/slices.js'
import { useCopy } from '../dom/useCopy.js'
import { Button } from '../ui/Button.js'
import { commonMessages } from '../ui/messages.js'
import { useMessages } from '../ui/useMessages.js'
import type { ResultCsvOptions } from './resultCsv.js'
import { getCsvOptions, readCsvKeys, readExactRows, writeCsv } from './resultCsv.js'
import { getResultFileName } from './resultFileName.js'
import { resultMessages } from './values/messages.js'
import type { JsonObject } from './values/resultContainer.js'
import type { ResultShape } from './values/resultShape.js'

const texts = { ...commonMessages, ...resultMessages }

/** Copies and downloads a result: as JSON the very characters that the endpoint sent. */
export function ResultActions({ run, shape }: { run: Run; shape: ResultShape }) {
  const messages = useMessages(texts)
  const { locale } = useFishbowl()
  const { copied, copy } = useCopy()
  const runId = useIsForCustomer() ? '' : run.runId

  function saveJson(near: Node) {
    saveFile(near, getResultFileName(runId, 'json'), [getResultText(run)], 'application/json')
  }
  function saveCsv(near: Node, rows: readonly JsonObject[]) {
    runInSlices(collectCsv(run, rows, getCsvOptions(locale)), (parts) =>
      saveFile(near, getResultFileName(runId, 'csv'), parts, 'text/csv;charset=utf-8'),
    )
  }

  return (
    <div className="fishbowl-result-actions">
      <Button
        variant="quiet"
        onClick={({ currentTarget }) =>
          void copy(getCopyText(run, shape), currentTarget.parentElement ?? currentTarget)
        }
      >
        <Icon path={copied === 'copied' ? checkPath : sheetsPath} />
        <span>{copied === 'copied' ? messages.copied : messages.copy}</span>
      </Button>
      <Button
        variant="quiet"
        aria-label={messages.resultDownload('JSON')}
        onClick={({ currentTarget }) => saveJson(currentTarget)}
      >
        <Icon path={downloadPath} />
        <span>JSON</span>
      </Button>
      {shape.kind === 'table' && (
        <Button
          variant="quiet"
          aria-label={messages.resultDownload('CSV')}
          onClick={({ currentTarget }) => saveCsv(currentTarget, shape.rows)}
        >
          <Icon path={downloadPath} />
          <span>CSV</span>
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

/** Prose is copied as it is shown, without the quotes of JSON. */
function getCopyText(run: Run, shape: ResultShape): string {
  return shape.kind === 'text' ? shape.text : getResultText(run)
}

/** Without this mark in front, spreadsheets read the file in an older encoding of their own. */
const BYTE_ORDER_MARK = '\uFEFF'

/** How many lines of CSV are handed to the browser at a time. */
const LINES_PER_BLOB = 1_000

function* collectCsv(
  run: Run,
  rows: readonly JsonObject[],
  options: ResultCsvOptions,
): Generator<void, BlobPart[], undefined> {
  const exact = (yield* readExactRows(run, rows)) ?? rows
  const keys = yield* readCsvKeys(exact)
  const parts: BlobPart[] = [BYTE_ORDER_MARK]
  let lines: string[] = []
  for (const line of writeCsv(exact, keys, options)) {
    lines.push(line)
    yield
    if (lines.length < LINES_PER_BLOB) continue
    // To make a blob writes its bytes: without these the last step would have to write all of them.
    parts.push(new Blob([lines.join('')]))
    lines = []
  }
  return [...parts, lines.join('')]
}

const checkPath = 'm2.2 6.4 2.5 2.5 5-5.6'
const sheetsPath = 'M4.5 4.5V2.2h5.3v5.3H7.5M2.2 4.5h5.3v5.3H2.2Z'
const downloadPath = 'M6 1.8v5.4M3.6 5 6 7.4 8.4 5M2.2 10h7.6'

function Icon({ path }: { path: string }) {
  return (
    <svg className="fishbowl-icon" viewBox="0 0 12 12" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}
