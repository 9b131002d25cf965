const { TestEnvironment } = require('jest-environment-jsdom')

/** What browsers have, and Node, and the document of jsdom has not, or has in a version of its own. */
const names =
  'fetch Request Response Headers Blob AbortController AbortSignal ReadableStream ' +
  'TransformStream WritableStream TextEncoder TextDecoder TextDecoderStream Uint8Array structuredClone'

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup()
    for (const name of names.split(' ')) this.global[name] = globalThis[name]
  }
}
