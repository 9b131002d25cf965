'use client'

import { isList, listKeys } from '@fishbowl/core/internal'
import { useMemo, useState } from 'react'

import { Button } from '../ui/Button.js'
import { toPlainText } from '../ui/textPieces.js'
import { useMessages } from '../ui/useMessages.js'
import { ResultFoldedValue } from './table/ResultFoldedValue.js'
import { ResultTable } from './table/ResultTable.js'
import { ResultTree } from './tree/ResultTree.js'
import { getFieldLabels } from './values/fieldLabels.js'
import { isRenamed, nameFields } from './values/fieldNames.js'
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
  const { labels, names } = useMemo(() => {
    const labels = getFieldLabels(schema, visible)
    return { labels, names: nameFields(visible, labels) }
  }, [schema, visible])
  return (
    <>
      <dl className="fishbowl-result-record">
        {visible.map((key) => (
          <Field
            key={key}
            fieldKey={key}
            name={names.get(key) ?? key}
            description={labels.get(key)?.description ?? null}
            value={readField(record, key)}
            schema={schema}
          />
        ))}
      </dl>
      {left > 0 && <Button onClick={showMore}>{messages.resultShowMore(left)}</Button>}
    </>
  )
}

interface FieldProps {
  fieldKey: string
  name: string
  description: string | null
  value: unknown
  schema: unknown
}

function Field({ fieldKey, name, description, value, schema }: FieldProps) {
  const messages = useMessages(resultMessages)
  const nested = isShortList(value) ? null : readContainer(value)
  return (
    <div className="fishbowl-result-field" data-wide={nested?.count ? '' : undefined}>
      <dt
        // Words stand in the place of the key, so the key is in the tooltip.
        title={isRenamed(fieldKey, name) ? toPlainText(fieldKey) : undefined}
      >
        <ResultName name={name} />
        {description && (
          <span className="fishbowl-result-field-note">
            <ResultText text={description} />
          </span>
        )}
      </dt>
      <dd>
        {isList(value) && isListOfRecords(value) ? (
          <ResultTable
            rows={value}
            label={toPlainText(messages.resultTableOf(name))}
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
