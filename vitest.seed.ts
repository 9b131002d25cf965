import * as fc from 'fast-check'

// Properties are tried with the same cases in each run, so that a failure comes of the change that is tested.
// `SEED=7 npm test` tries others.
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 1) })
