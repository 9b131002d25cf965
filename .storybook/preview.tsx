import '@fishbowl/react/styles.css'
import './preview.css'
import addonA11y from '@storybook/addon-a11y'
import addonDocs from '@storybook/addon-docs'
import { definePreview } from '@storybook/react-vite'
import { configure } from 'storybook/test'

import { withPage } from './withPage'
import { withScenario } from './withScenario'

// Machines that run the tests may be busy.
configure({ asyncUtilTimeout: 10_000 })

export default definePreview({
  addons: [addonDocs(), addonA11y()],
  decorators: [withScenario, withPage],
  parameters: {
    a11y: { test: 'error' },
    controls: { exclude: ['run', 'runId', 'outcome', 'liveView'] },
    options: { storySort: { order: ['Introduction', 'Ready-made', 'Parts', 'Hooks'] } },
  },
  globalTypes: {
    appearance: {
      description: 'Light or dark',
      toolbar: {
        icon: 'contrast',
        items: ['light', 'dark'],
        dynamicTitle: true,
      },
    },
    direction: {
      description: 'Left to right or right to left',
      toolbar: { icon: 'transfer', items: ['ltr', 'rtl'], dynamicTitle: true },
    },
  },
  initialGlobals: { appearance: 'light', direction: 'ltr' },
  tags: ['autodocs'],
})
