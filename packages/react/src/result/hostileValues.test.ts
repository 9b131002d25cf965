import { getResultStart } from '@fishbowl/core/internal'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { hostileValue } from '../../../core/test/hostileValues.js'
import { measureWork } from '../../../core/test/measureWork.js'
import { makeCompletedRun } from '../../test/makeRun.js'
import { getResultCsv, readCsvKeys, writeCsv } from './resultCsv.js'
import { getColumns } from './table/resultColumns.js'
import { sortRows } from './table/resultSort.js'
import { createResultTree } from './tree/treeModel.js'
import { getFieldLabels } from './values/fieldLabels.js'
import { readContainer } from './values/resultContainer.js'
import { findMatches } from './values/resultSearch.js'
import { getResultShape } from './values/resultShape.js'
import { getPreview, getText, isShortList } from './values/valueText.js'
import { getViewPlan } from './viewPlan.js'

/** How many steps of a work that is done in slices are taken: it stops between any two of them. */
const MOST_STEPS = 200

function take(work: Iterator<unknown>) {
  for (let step = 0; step < MOST_STEPS && work.next().done !== true; step += 1);
}

const views: Record<string, (value: unknown) => void> = {
  'the choice of views': getViewPlan,
  'the shape of a result': getResultShape,
  'a text, a preview and a short list': (value) => [
    getText(value),
    getPreview(value),
    isShortList(value),
  ],
  'the tree': (value) => {
    const container = readContainer(value)
    if (!container) return
    const tree = createResultTree(container.value)
    tree.openAll()
    for (let row = 0; row < Math.min(tree.rowCount, 100); row += 1) tree.getRow(row)
  },
  'the table': (value) => {
    const shape = getResultShape(value)
    if (shape.kind !== 'table') return
    const rows = shape.rows.slice(0, 5_000)
    const [column] = getColumns(rows, 100)
    const sorting = { key: column?.key ?? 'a', direction: 'ascending' as const }
    take(sortRows(rows, sorting, (a, b) => a.localeCompare(b)))
  },
  'the search': (value) => take(findMatches(value, 'x')),
  'the names of fields': (value) => void getFieldLabels(value, ['a', 'result']),
  CSV: (value) => {
    const shape = getResultShape(value)
    if (shape.kind !== 'table') return
    take(readCsvKeys(shape.rows))
    take(writeCsv(shape.rows, ['a', 'result']))
    getResultCsv(shape.rows.slice(0, 300))
  },
  'the raw text': (value) => {
    void getResultStart({ ...makeCompletedRun('text'), result: value }, 100_000)
  },
}

it.each(Object.entries(views))(
  'attack: %s throws, or holds up the page, by a value that is deep, wide, sparse, throwing or huge',
  (_name, view) => {
    fc.assert(
      fc.property(hostileValue, (make) => {
        const value = make()
        expect(measureWork(() => view(value))).toBeLessThan(1_000)
      }),
      { numRuns: 50 },
    )
  },
)
