import { focusManager } from '@tanstack/react-query'

/** Milliseconds. A look into another tab changes nothing. */
const GRACE = 30_000

/** Tells when the page has been hidden for a while, and when it is seen again. Gives what ends it. */
export function watchHiding(onChange: (isHidden: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const unsubscribe = focusManager.subscribe((isFocused) => {
    clearTimeout(timer)
    if (isFocused) onChange(false)
    else timer = setTimeout(onChange, GRACE, true)
  })
  return () => {
    clearTimeout(timer)
    unsubscribe()
  }
}
