import { LiveRunBadge, useRunNotification } from '@fishbowl/react'
import { expect } from 'storybook/test'

import preview from '../.storybook/preview'

/** What a host makes of the hook: a button, as only a click may ask for a permission. */
function TellMe({ runId = '' }: { runId?: string | undefined }) {
  const { permission, askPermission } = useRunNotification(runId, {
    title: () => 'Your report is ready',
  })
  return (
    <p style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
      <LiveRunBadge runId={runId} />
      {permission === 'default' ? (
        <button type="button" onClick={() => void askPermission()}>
          Tell me when it is done
        </button>
      ) : (
        <span>Look at another tab, and this one gets a mark when the run ends.</span>
      )}
    </p>
  )
}

const meta = preview.meta({
  title: 'Hooks/useRunNotification',
  component: TellMe,
  args: { runId: undefined },
})

/** Look at another tab until the run has ended. */
export const TellsWhoLooksElsewhere = meta.story({
  parameters: { scenario: 'success', age: 1_000 },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Running')).toBeVisible()
    await expect(document.title).not.toContain('●')
  },
})
