import { defineConfig } from 'vitest/config'
import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

/**
 * Runs the tests of the changed file first, then those of its room, then the others of its package, and
 * none of another package: a rule must be noticed where it stands. Vitest stops at the first failure, so
 * that most changes take no longer than one test file.
 */
class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const changed = this.ctx.config.related
    if (!changed) return files
    const getDistance = ({ moduleId }: TestSpecification) =>
      Math.min(...changed.map((path) => getPathDistance(path, moduleId)))
    return files
      .filter((file) => getDistance(file) < Infinity)
      .toSorted((one, other) => getDistance(one) - getDistance(other))
  }
}

function getPathDistance(source: string, test: string): number {
  const [packageOfSource, room, name] = getPlace(source)
  const [packageOfTest, roomOfTest, nameOfTest] = getPlace(test)
  if (packageOfTest !== packageOfSource) return Infinity
  if (roomOfTest !== room) return 2
  return nameOfTest?.split('.')[0] === name?.split('.')[0] ? 0 : 1
}

/** Gives the package, the room and the name of a file in `packages/<package>/src/<room>/<name>`. */
function getPlace(path: string): (string | undefined)[] {
  const [name, room, , packageName] = path.split(/[\\/]/).toReversed()
  return [packageName, room, name]
}

/** The tests that `npm run mutation` runs: those that are about the files that it changes. */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    environment: 'node',
    testTimeout: 30_000,
    // Each mutant gets a new worker anyway, in which the files share what they import.
    isolate: false,
    sequence: { sequencer: NearestFirst },
    setupFiles: ['scripts/mutation.setup.ts'],
    include: [
      'packages/core/src/{run,outcome,live-view}/*.test.ts',
      'packages/core/src/client/polling.test.ts',
      'packages/server/src/{tokens,fields}/*.test.ts',
      'packages/server/src/viewers/{limitedViewers,limits,rateLimiter}.test.ts',
      'packages/server/src/viewers/{sharedLimits,streamLimits}.test.ts',
    ],
    // Its properties take longer than all other tests of outcomes, which are run first.
    exclude: ['packages/core/src/outcome/anyResult.test.ts'],
  },
})
