'use client'

import { useMemo } from 'react'

import { useMessages } from '../hooks/useMessages.js'
import { useMore } from '../hooks/useMore.js'
import { resultMessages } from '../messages/resultMessages.js'
import { readContainer } from '../resultContainer.js'
import { getFieldLabels } from '../resultLabels.js'
import type { FieldLabel } from '../resultLabels.js'
import { isListOfRecords, readField } from '../resultShape.js'
import type { JsonObject } from '../resultShape.js'
import { isShortList } from '../shortList.js'
import { toPlainText } from '../untrustedText.js'
import { Button } from './Button.js'
import { ResultName } from './ResultName.js'
import { ResultTable } from './ResultTable.js'
import { ResultText } from './ResultText.js'
import { ResultTree } from './ResultTree.js'
import { ResultValue } from './ResultValue.js'

export interface ResultRecordProps {
  record: JsonObject
  /** The JSON Schema that the run was asked to follow; its titles name the fields. */
  schema?: unknown
}

/** One record, field by field: short values beside their names, lists of records as tables below. */
export function ResultRecord({ record, schema }: ResultRecordProps) {
  const messages = useMessages(resultMessages)
  const keys = useMemo(() => Object.keys(record), [record])
  const { visible, left, showMore } = useMore(keys, 50)
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
        // The key stays within reach where a title stands for it.
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
        {Array.isArray(value) && isListOfRecords(value) ? (
          <ResultTable
            rows={value}
            label={toPlainText(messages.resultTableOf(title))}
            schema={schema}
          />
        ) : nested?.count ? (
          <ResultTree value={nested.value} />
        ) : (
          <ResultValue value={value} />
        )}
      </dd>
    </div>
  )
}
