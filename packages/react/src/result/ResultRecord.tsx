'use client'

import { isList, listKeys } from '@fishbowl/core/internal'
import { useMemo, useState } from 'react'

import { Button } from '../ui/Button.js'
import { toPlainText } from '../ui/textPieces.js'
import { useMessages } from '../ui/useMessages.js'
import { ResultFoldedValue } from './table/ResultFoldedValue.js'
import { ResultTable } from './table/ResultTable.js'
import { ResultTree } from './tree/ResultTree.js'
import type { FieldLabel } from './values/fieldLabels.js'
import { getFieldLabels } from './values/fieldLabels.js'
import { resultMessages } from './values/messages.js'
import type { JsonObject } from './values/resultContainer.js'
import { readContainer, readField } from './values/resultContainer.js'
import { isListOfRecords } from './values/resultShape.js'
import { ResultName, ResultText } from './values/ResultText.js'
import { isShortList } from './values/valueText.js'

export interface ResultRecordProps {
  record: JsonObject
  /** The JSON Schema that the run was asked to follow; its titles name the fields. */
  schema?: unknown
}

/** How many fields a record shows at first, and with each click more. */
const FIELDS_AT_A_TIME = 50

/** One record, field by field: short values beside their names, lists of records as tables below. */
export function ResultRecord({ record, schema }: ResultRecordProps) {
  const messages = useMessages(resultMessages)
  const keys = useMemo(() => listKeys(record), [record])
  const { visible, left, showMore } = useMore(keys, FIELDS_AT_A_TIME)
  const labels = useMemo(() => getFieldLabels(schema, visible), [schema, visible])
  return (
    <>
      <dl className="fishbowl-result-record">
        {visible.map((key) => (
          <Field
            key={key}
            name={key}
            value={readField(record, key)}
            label={labels.get(key)}
            schema={schema}
          />
        ))}
      </dl>
      {left > 0 && <Button onClick={showMore}>{messages.resultShowMore(left)}</Button>}
    </>
  )
}

interface FieldProps {
  name: string
  value: unknown
  label: FieldLabel | undefined
  schema: unknown
}

function Field({ name, value, label, schema }: FieldProps) {
  const messages = useMessages(resultMessages)
  const title = label?.title ?? name
  const nested = isShortList(value) ? null : readContainer(value)
  return (
    <div className="fishbowl-result-field" data-wide={nested?.count ? '' : undefined}>
      <dt
        // A title stands in the place of the key, so the key is in the tooltip.
        title={label?.title ? toPlainText(name) : undefined}
      >
        <ResultName name={title} />
        {label?.description && (
          <span className="fishbowl-result-field-note">
            <ResultText text={label.description} />
          </span>
        )}
      </dt>
      <dd>
        {isList(value) && isListOfRecords(value) ? (
          <ResultTable
            rows={value}
            label={toPlainText(messages.resultTableOf(title))}
            schema={schema}
          />
        ) : nested?.count ? (
          <ResultTree value={nested.value} />
        ) : (
          <ResultFoldedValue value={value} />
        )}
      </dd>
    </div>
  )
}

/** Shows a long list bit by bit, so that its length never blocks the page. */
function useMore<T>(items: readonly T[], pageSize: number) {
  const [count, setCount] = useState(pageSize)
  return {
    visible: items.slice(0, count),
    /** How many the next click brings; 0 when all are shown. */
    left: Math.min(pageSize, Math.max(0, items.length - count)),
    showMore: () => setCount(count + pageSize),
  }
}
