import type { ButtonHTMLAttributes } from 'react'
import { forwardRef } from 'react'

import { innerPart } from './innerPart.js'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** At most one primary button is on screen per viewer. @default 'secondary' */
  variant?: 'primary' | 'secondary' | 'quiet'
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant = 'secondary', ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type="button"
      className="fishbowl-button"
      {...innerPart('button')}
      data-variant={variant}
      {...rest}
    />
  )
})
