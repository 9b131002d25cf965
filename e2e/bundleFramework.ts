import { compile } from 'svelte/compiler'
import { build } from 'vite'
import type { Plugin, Rolldown } from 'vite'

/** An app that shows a run, tells what it has come to, and goes over to another one. */
const apps = {
  vue: {
    'main.js': `
      import '@fishbowl/element'
      import { createApp, h, ref } from 'vue'
      const runIds = RUN_IDS
      createApp({
        setup() {
          const index = ref(0)
          const outcome = ref('')
          const isShown = ref(true)
          return () => [
            h('button', { onClick: () => (index.value = 1) }, 'Other run'),
            h('button', { onClick: () => (isShown.value = false) }, 'Hide'),
            h('p', 'It is ' + outcome.value + '.'),
            isShown.value &&
              h('fishbowl-run', {
                runId: runIds[index.value],
                getToken: () => null,
                'onFishbowl-outcome': ({ detail }) => (outcome.value = detail.outcome),
              }),
          ]
        },
      }).mount('#app')`,
  },
  svelte: {
    'main.js': `
      import '@fishbowl/element'
      import { mount } from 'svelte'
      import App from './App.svelte'
      mount(App, { target: document.getElementById('app') })`,
    'App.svelte': `
      <script>
        const runIds = RUN_IDS
        let index = $state(0)
        let outcome = $state('')
        let isShown = $state(true)
        const getToken = () => null
      </script>
      <button onclick={() => (index = 1)}>Other run</button>
      <button onclick={() => (isShown = false)}>Hide</button>
      <p>It is {outcome}.</p>
      {#if isShown}
        <fishbowl-run
          runId={runIds[index]}
          {getToken}
          onfishbowl-outcome={({ detail }) => (outcome = detail.outcome)}
        ></fishbowl-run>
      {/if}`,
  },
}

/** Bundles an app of a framework with the package as it is published. Gives its files by their paths. */
export async function bundleFramework(
  framework: keyof typeof apps,
  runIds: readonly string[],
): Promise<Map<string, string>> {
  const sources: Record<string, string> = apps[framework]
  const folder = `${import.meta.dirname}/app/`
  const read = (name: string) => sources[name]?.replace('RUN_IDS', JSON.stringify(runIds))
  const plugin: Plugin = {
    name: 'app',
    enforce: 'pre',
    resolveId: (id) => {
      const name = id.replace(folder, '').replace('./', '')
      return name in sources ? `${folder}${name}` : undefined
    },
    load: (id) => read(id.replace(folder, '')),
    transform: (code, id) =>
      id.endsWith('.svelte')
        ? compile(code, { filename: id, generate: 'client' }).js.code
        : undefined,
  }
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    plugins: [plugin],
    define: {
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      write: false,
      rolldownOptions: {
        input: `${folder}main.js`,
        output: { entryFileNames: 'app.js', codeSplitting: false },
      },
    },
  })
  const { output } = built as Rolldown.RolldownOutput
  return new Map(
    output.flatMap((file) => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code]] : [])),
  )
}
