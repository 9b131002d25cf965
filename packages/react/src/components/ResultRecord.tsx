import { isListOfRecords } from '../resultShape.js'
import type { JsonObject } from '../resultShape.js'
import { ResultTable } from './ResultTable.js'
import { ResultTree } from './ResultTree.js'
import { isShortList, ResultValue } from './ResultValue.js'

/** One record, field by field: short values beside their names, lists of records as tables below. */
export function ResultRecord({ record }: { record: JsonObject }) {
  return (
    <dl className="fishbowl-result-record">
      {Object.keys(record).map((key) => (
        <div
          key={key}
          className="fishbowl-result-field"
          data-wide={isNested(record[key]) ? '' : undefined}
        >
          <dt dir="auto">{key}</dt>
          <dd>
            <FieldValue value={record[key]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function FieldValue({ value }: { value: unknown }) {
  if (Array.isArray(value) && isListOfRecords(value)) return <ResultTable rows={value} />
  if (isNested(value)) return <ResultTree value={value} />
  return <ResultValue value={value} />
}

function isNested(value: unknown): value is object {
  if (isShortList(value)) return false
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}
