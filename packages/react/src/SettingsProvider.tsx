'use client'

import type { StreamPolicy } from '@fishbowl/core'
import { frameSources } from '@fishbowl/core'
import type { ReactNode } from 'react'
import { useCallback, useContext, useMemo } from 'react'

import type { Audience } from './context/audience.js'
import { AudienceContext, checkAudience } from './context/audience.js'
import type { FishbowlContextValue, FishbowlEvent, Support } from './context/context.js'
import { FishbowlContext, useFishbowl } from './context/context.js'
import { checkChoice, checkCount, checkList, checkLocale, checkObject } from './context/settings.js'
import { useLatest } from './dom/useLatest.js'
import type { Messages } from './messages.js'

/** How all that is below is shown. */
export interface FishbowlSettings {
  /** Replaces visible texts, one by one. */
  messages?: Partial<Messages> | undefined
  /**
   * Who looks at all that is below: customers are not told of run ids, goals, codes or who carries out the runs.
   * Each part takes another one for itself.
   *
   * @default 'operator'
   */
  audience?: Audience | undefined
  /** Whom people can ask when something went wrong: a link, a text, or an element of yours. */
  support?: Support | undefined
  /** BCP 47 tag for dates, times and numbers. @default the browser's language */
  locale?: string | undefined
  /** `auto` follows the `color-scheme` of the page. @default 'auto' */
  appearance?: 'auto' | 'light' | 'dark' | undefined
  /** Hosts that may be shown in a live view beside TinyFish's own: exact hosts or `*.suffix`. */
  allowedStreamHosts?: readonly string[] | undefined
  /** Shows live views with `http` addresses on this machine, for development with the emulator. @default false */
  allowInsecureLocalhost?: boolean | undefined
  /** How many live frames the page shows at once; further ones wait for their turn. @default 4 */
  liveFrameBudget?: number | undefined
  /** Milliseconds for which a live view may be available after the end of its run. @default 24 hours */
  liveViewTtl?: number | undefined
  /** Called with what happens, without URLs or payloads. A new function on each render costs nothing. */
  onEvent?: ((event: FishbowlEvent) => void) | undefined
  children?: ReactNode
}

interface SettingsProviderProps extends FishbowlSettings {
  /** What runs are read with. @default that of the provider above */
  connection?: Pick<FishbowlContextValue, 'client' | 'followStarted'>
}

/** Gives all that is below it its settings. */
export function SettingsProvider(props: SettingsProviderProps) {
  const { client, followStarted } = { ...useFishbowl(), ...props.connection }
  const { allowInsecureLocalhost = false, support } = props
  const audience = checkAudience(props.audience, useContext(AudienceContext))
  const theme = checkChoice('appearance', props.appearance, ['auto', 'light', 'dark'])
  const appearance = theme === 'auto' ? undefined : theme
  const locale = useMemo(() => checkLocale(props.locale), [props.locale])
  const messages = checkObject('messages', props.messages)
  const liveFrameBudget = checkCount('liveFrameBudget', props.liveFrameBudget, 4)
  const liveViewTtl = checkCount('liveViewTtl', props.liveViewTtl, undefined)

  // The hosts are compared by their contents, as an array that is written inline is new on each render.
  const hosts = checkList('allowedStreamHosts', props.allowedStreamHosts).join(' ')
  const streamPolicy = useMemo(() => {
    const policy: StreamPolicy = {
      allowedStreamHosts: hosts ? hosts.split(' ') : [],
      allowInsecureLocalhost,
      ...(typeof location !== 'undefined' && { pageOrigin: location.origin }),
    }
    // Throws, with advice, when the list would let other people's pages in. Without this the error would
    // come only when a live view is shown.
    frameSources(policy)
    return policy
  }, [hosts, allowInsecureLocalhost])

  const latestOnEvent = useLatest(props.onEvent)
  const onEvent = useCallback(
    (event: FishbowlEvent) => tellHost(latestOnEvent.current, event),
    [latestOnEvent],
  )

  const value = useMemo(
    () => ({
      client,
      followStarted,
      messages,
      locale,
      appearance,
      streamPolicy,
      liveFrameBudget,
      liveViewTtl,
      support,
      onEvent,
    }),
    [
      client,
      followStarted,
      messages,
      locale,
      appearance,
      streamPolicy,
      liveFrameBudget,
      liveViewTtl,
      support,
      onEvent,
    ],
  )

  return (
    <AudienceContext.Provider value={audience}>
      <FishbowlContext.Provider value={value}>{props.children}</FishbowlContext.Provider>
    </AudienceContext.Provider>
  )
}

/** What is thrown here would take the page down, as events are told in effects. The host hears of it all the same. */
function tellHost(onEvent: FishbowlSettings['onEvent'], event: FishbowlEvent): void {
  try {
    onEvent?.(event)
  } catch (error) {
    setTimeout(() => {
      throw error
    })
  }
}
