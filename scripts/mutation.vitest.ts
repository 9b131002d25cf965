import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    environment: 'node',
    testTimeout: 30_000,
    include: [
      'packages/core/src/{run,outcome,live-view,client}/*.test.ts',
      'packages/server/src/{tokens,fields,viewers,handler}/*.test.ts',
    ],
  },
})
