import type { NextConfig } from 'next'

const config: NextConfig = {
  reactCompiler: true,
  // Next.js takes our packages as they are published. Tests and editors take their sources, by tsconfig.json.
  typescript: { tsconfigPath: 'tsconfig.build.json' },
}

export default config
