'use client'

import { useState } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import { Button } from './Button.js'

/** Laying out more than this at once can be felt. */
const longestAtFirst = 2_000

/** Text from a web page: as text, isolated from the direction of what is around it. */
export function ResultText({ text }: { text: string }) {
  const { messages } = useFishbowl()
  const [isWhole, setIsWhole] = useState(false)
  const isLong = text.length > longestAtFirst && !isWhole
  return (
    <>
      <bdi className="fishbowl-result-text">
        {isLong ? `${text.slice(0, longestAtFirst)}…` : text}
      </bdi>
      {isLong && <Button onClick={() => setIsWhole(true)}>{messages.resultShowAll}</Button>}
    </>
  )
}
