/* oxlint-disable no-restricted-globals -- It is about the tab, whichever document a part is shown in. */

/** Whether somebody looks at this tab: it is in front of its window, and people type into it and nowhere else. */
export function isLookedAt(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus()
}

/** Tells whenever somebody begins or ceases to look at this tab. Gives what ends it. */
export function watchAttention(onChange: (isLooked: boolean) => void): () => void {
  let wasLooked = isLookedAt()
  function check() {
    const isLooked = isLookedAt()
    if (isLooked === wasLooked) return
    wasLooked = isLooked
    onChange(isLooked)
  }
  const listening = new AbortController()
  const { signal } = listening
  for (const type of ['focus', 'blur', 'pageshow']) window.addEventListener(type, check, { signal })
  document.addEventListener('visibilitychange', check, { signal })
  return () => listening.abort()
}
