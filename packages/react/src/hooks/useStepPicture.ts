'use client'

import type { RunStep } from '@fishbowl/core'
import { FishbowlError } from '@fishbowl/core'
import { parseScreenshot } from '@fishbowl/core/internal'
import { QueryClient, QueryClientContext, useQuery } from '@tanstack/react-query'
import { useContext, useMemo, useState } from 'react'

import { useFishbowl } from '../context/context.js'
import { useIsomorphicLayoutEffect } from '../dom/useLatest.js'
import { stepPictureQueryOptions } from '../sync/stepPictureQuery.js'

/** When a picture is loaded. */
export interface UseStepPictureOptions {
  /** Switch it on when the picture is wanted: nothing is loaded before. @default true */
  enabled?: boolean | undefined
}

/**
 * The picture of a step, as far as it has come.
 *
 * - `idle`: nobody wants it yet
 * - `none`: the step brought no picture, and there is no provider to ask for one
 * - `loading`: it is being read
 * - `ready`: `url` can be shown in an `<img>` as long as the component is mounted
 * - `failed`: `not_found` when none was taken, `invalid_response` when it is not a picture
 */
export type StepPicture =
  | { state: 'idle' | 'none' | 'loading' }
  | { state: 'ready'; url: string }
  | { state: 'failed'; error: FishbowlError }

/** The picture, or why there is none. */
export type UseStepPictureResult = StepPicture

/**
 * Gives the picture of a step: the one that came with it, else the one that the endpoint has.
 *
 * @example
 * const picture = useStepPicture(run.runId, step, { enabled: isOpen })
 * return picture.state === 'ready' && <img src={picture.url} alt="" />
 */
export function useStepPicture(
  runId: string,
  step: RunStep,
  { enabled = true }: UseStepPictureOptions = {},
): UseStepPictureResult {
  const { client } = useFishbowl()
  const queryClient = useAnyQueryClient()
  const { screenshot } = step
  const isRemote = screenshot === null && client !== null

  const own = useMemo(
    () => (enabled && screenshot !== null ? parseScreenshot(screenshot) : null),
    [enabled, screenshot],
  )
  const query = useQuery(
    { ...stepPictureQueryOptions(client, runId, step.id), enabled: enabled && isRemote },
    queryClient,
  )
  const loaded = query.data instanceof Blob ? query.data : null
  const url = useObjectUrl(enabled ? (isRemote ? loaded : own) : null)

  if (!enabled) return { state: 'idle' }
  if (url !== null) return { state: 'ready', url }
  if (isRemote && query.error) return { state: 'failed', error: query.error }
  if (screenshot !== null && !own) return { state: 'failed', error: createPictureError() }
  return { state: isRemote || own ? 'loading' : 'none' }
}

/**
 * The client around the part, else one that reads nothing: parts work without a provider, but `useQuery`
 * throws without a client.
 */
function useAnyQueryClient(): QueryClient {
  const queryClient = useContext(QueryClientContext)
  const [unused] = useState(() => queryClient ?? new QueryClient())
  return queryClient ?? unused
}

function createPictureError(): FishbowlError {
  return new FishbowlError({
    code: 'invalid_response',
    message:
      'The `screenshot` of a step is not a picture: it has to be a data URL of a JPEG, PNG or WebP of at most 5 MB, 10,000 pixels a side and 25 megapixels, and must not move.',
  })
}

/** Gives a blob an address for as long as the component is mounted; `null` until it has one. */
function useObjectUrl(blob: Blob | null): string | null {
  const [made, setMade] = useState<{ blob: Blob; url: string }>()
  useIsomorphicLayoutEffect(() => {
    // Documents in which hosts test may have no addresses for blobs.
    if (!blob || !URL.createObjectURL) return
    const url = URL.createObjectURL(blob)
    setMade({ blob, url })
    return () => URL.revokeObjectURL(url)
  }, [blob])
  return made && made.blob === blob ? made.url : null
}
