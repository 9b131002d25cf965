import type { Decorator } from '@storybook/react-vite'

/**
 * The page of a host around a story: `parameters.width` in pixels, and a card of the host's where
 * `parameters.card` asks for one. Appearance and direction come from the toolbar.
 */
export const withPage: Decorator = (Story, { globals, parameters }) => (
  <div
    className="story-page"
    dir={globals['direction']}
    data-appearance={globals['appearance']}
    style={{ maxInlineSize: parameters['width'] ?? 720 }}
  >
    {parameters['card'] ? (
      <div className="story-card">
        <Story />
      </div>
    ) : (
      <Story />
    )}
  </div>
)
