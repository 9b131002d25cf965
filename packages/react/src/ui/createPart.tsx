'use client'

import type {
  ForwardedRef,
  ForwardRefExoticComponent,
  ForwardRefRenderFunction,
  RefAttributes,
} from 'react'
import { forwardRef, useContext } from 'react'

import type { Audience } from '../context/audience.js'
import { AudienceContext, checkAudience } from '../context/audience.js'

/** What every ready-made part takes. */
export interface PartProps {
  /** Who looks at this part, and at all that is in it. @default what is said around it, else `operator` */
  audience?: Audience | undefined
}

/** `forwardRef` for a ready-made part: all that is in it is for the audience that it is given. */
export function createPart<Root, Props extends PartProps>(
  render: ForwardRefRenderFunction<Root, Omit<Props, 'audience'>>,
) {
  const Inside = forwardRef(render as ForwardRefRenderFunction<Root, object>)
  function Part({ audience, ...props }: PartProps, ref: ForwardedRef<Root>) {
    const around = useContext(AudienceContext)
    return (
      <AudienceContext.Provider value={checkAudience(audience, around)}>
        <Inside ref={ref} {...props} />
      </AudienceContext.Provider>
    )
  }
  Part.displayName = render.name
  return forwardRef(Part) as ForwardRefExoticComponent<Props & RefAttributes<Root>>
}
