'use client'

import { useId } from 'react'

import { useMessages } from '../hooks/useMessages.js'
import { resultMessages } from '../messages/resultMessages.js'
import type { ResultMessages } from '../messages/resultMessages.js'
import type { ResultViewName } from '../resultViews.js'

export interface ResultViewSwitchProps {
  names: readonly ResultViewName[]
  chosen: ResultViewName
  onChoose: (name: ResultViewName) => void
}

/** Radio buttons of the browser, so that arrow keys and screen readers know what they are. */
export function ResultViewSwitch({ names, chosen, onChoose }: ResultViewSwitchProps) {
  const messages = useMessages(resultMessages)
  const group = useId()
  return (
    <fieldset className="fishbowl-result-switch">
      <legend className="fishbowl-visually-hidden">{messages.resultViews}</legend>
      {names.map((name) => (
        <label key={name}>
          <input
            type="radio"
            className="fishbowl-visually-hidden"
            name={group}
            checked={name === chosen}
            onChange={() => onChoose(name)}
          />
          <span>{getName(name, messages)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function getName(name: ResultViewName, messages: ResultMessages): string {
  switch (name) {
    case 'table':
      return messages.resultViewTable
    case 'record':
      return messages.resultViewRecord
    case 'tree':
      return messages.resultViewTree
    case 'text':
      return messages.resultViewText
    case 'raw':
      return messages.resultViewRaw
  }
}
