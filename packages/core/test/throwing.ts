export function throwing(): never {
  throw new Error('attack')
}

/** A proxy with them throws at whatever is done to it. */
export const traps = {
  get: throwing,
  has: throwing,
  ownKeys: throwing,
  getOwnPropertyDescriptor: throwing,
}

/** Makes a proxy of which even `Array.isArray` throws. */
export function createRevoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {})
  revoke()
  return proxy
}
