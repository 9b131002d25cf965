import type { StorybookConfig } from '@storybook/react-vite'
import type { Plugin } from 'vite'

/** Serves the emulator's stream pages, so that the frame of a story shows a moving browser. */
const streamPages: Plugin = {
  name: 'fishbowl-stream-pages',
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      if (!/^\/tf-[^/]+\/stream\/\d+$/.test(request.url ?? '')) return next()
      server
        .ssrLoadModule('/packages/emulator/src/page/streamPage.ts')
        .then(({ renderStreamPage }) => {
          response.setHeader('Content-Type', 'text/html; charset=utf-8')
          response.end(renderStreamPage({ frames: 'local' }))
        })
        .catch(next)
    })
  },
}

/** Serves the emulator's recording, whatever its address: the emulator itself is in the browser. */
const recordings: Plugin = {
  name: 'fishbowl-recordings',
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      if (!/^\/tf-[^/]+\/recording\.webm\?/.test(request.url ?? '')) return next()
      server
        .ssrLoadModule('/packages/emulator/src/api/recording.ts')
        .then(({ getRecordingBytes }) => {
          response.setHeader('Content-Type', 'video/webm')
          response.end(getRecordingBytes())
        })
        .catch(next)
    })
  },
}

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../stories/*.mdx', '../stories/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (viteConfig) => ({
    ...viteConfig,
    plugins: [...(viteConfig.plugins ?? []), streamPages, recordings],
  }),
}

export default config
