// Made by scripts/sharedDomains.mjs of 1711 domains. Do not edit.

/**
 * A Bloom filter of the domains below which anybody can rent a name, by the public suffix list. Spelled
 * out they would take 7 kB of a page, gzipped. It knows each of them, and takes about one of two hundred
 * others for one of them.
 */
const filter =
  'uf3aD1LNYGZF9Q0nRppuqTQfZGp5LkE+/tbq3SGWesovAUQcrcbgRu3eyAW72nM5tymn4niZl/TA1pWMRbVokB8y5NXEdWG8aiOhDa+bUguIaGQGLS6uz+3lSZqrWONJQWQokrdEdN+avsQfjBhkEXHh54pPPfiHqoVRt+98lSEWaE63dAcyPMlKhJOcAt0BurkjipkLA5Cv4QUZ6lglYAUhyyi4GVIUX4AAZPkYz8AXGZtU0U9DoytAngeE8OZJKQvO4NbUZb4qhInImZdsGFiqzDKiozpnJfD+RFGA9FVwFwpWZIgESdMvJFBmK2NSnmqvBFPMzDpoJ/ZUk0hiwBVIKq71KQC7Gaw+WBjyeRVdWO7FhKILRrR/3miKK8OZEG6m0crSC8rBf3ephy1/KHZixKEnvSB5/9loqNBp8yPVibao/133bOij/+TVJ4OFRSosI/kIMKMf6p9/+syy0jldanAW2VwRolh3EldprShVEfcz38Rl3kGXpHJqVhdHeGg7MTqaEhighxpRRhl9ReL4tjm8AOSUR5MgBb3BoI2f9VgaO51zCqI6zRUO1GGSbPjr19gYkJZZ2L0h+7a/Td+84UWBpaAmTXrdCm+fo+t2UrqTgSiDFQ4tlYEmtnJFnsn2IQInKOVnSDUOu5QFyQCHN60uMyy6JzzjToBXuCK9Xsl/+pZrfGSlSs1Ze4IRVzdIXXwIHgxjrWKzLuQpfgwtxUGhsRd77/KU2x4WuJFNzI0H3ftbqDMADpoYIx6thYOZ0N3wx0Vduoa9VplERWLpanK5rEsw+wAmYkbbfW6R40TIQextc8vRf3v69iFwblaOa3K5EbDJjsbH87khWs8bQWTq87hQQI6pCoM4L2WDmmggAyGTbFydoPODLUZqiawa7Fi1A7DtrbY8J8VNthGEQaGEFITTUY2KENQZqEwlrq1fUfsoAXdT/O6Z4l48gzCmTwnzn2fsY7yRIICqwe1AUTFDWaDXAgCobQcFskuwYVj9TUBG/kTAI8t7kootQKYVa/DsW5zvrhdRUHAA6NyrtoULjM84LwiHD+gqjZqhKWmC6uaVbrUbEwGj1bzlqiWz1QqImRAJmy5h+htC4XjFLdO1YpFUkyrAyOsVpHv0iQ4Tfibgsmqde18bKHDyiKnATBNxXjyQQqh1hYvpPPpLTvkcWg110UdfYRjRtx3bogR2FA3hyIwE8hnroeFzviQQbCEhGIyMIDx41OIKNwzhL0onbwycUtGJ3aG0Pygbz/xeqPW/6zFqRN3IBhKChfaFZxceRo8JgUoAkEmK3YejTEfYJyPFSCLaRCPOPIF5VcdwNPZmcyQ9/H8UnaYKxKmpYw1pETi/1b/BGNu1RUv2qQQVSaTMKf9QmqEuNlWxUvsXzMhBlzaXP1lN4Vbiyzf0yu839cr3McASTIxqzlUOwEjYKLS2eonLjjeaRPn/0U4DJAmT9PKdBEpGMU1Yc0iDr/SIEFkj1Cm0dJSd6l+nnRoBMbALTBdUJuNRktGX54EqFUtkW/vyYrPIgOBDc6aAQW20GGwRNT+juhB/yEFYBCRUZjxPQllE//xqnjFjhVYTFAvOc73PX6cmn3MlFwpYIwQGJmZ07Sr8ZGkQDIOWW6AtPVC+kBHcirYZOSNuqBzeXRmcOAksbmISNRr5zMUlYkWEbLXLcCU2y099Ia5PIoObp+ll2O5R7DKYUiQ4vhm1uPS5jtmZi562FCw8hsv6iU+RV7NHUfJ3nSAY5exnBSKiy4QsnVSwbx409+i4MlOpHK4ru4jKx6XxDRl2fYPaCCNhRJ/ov/RHE08gR0uKeN0UCFHsPgOGvijgzNsfZpYNMeiW1qnLIxr6xUrqhMm4ND9pB+emUCgIZAJeaK6xm2rl2tjaxg2NIKrmFJjqNX9NqIluDP7DOlUB5CYSkjyNmVDFZpmav4cjBcLwqRpBYd5uQ821WcQQUP3JBGECZvBC/jvXEwIo2HrDQ6KS6VhGCor9UeWqokSaTGLDXV0ci5ezEvJ7eGuWMQ+vcJLigmwcU3BJ/OJEC97MRFjVKROCkCtlYkE5OJiTLKbEQMjnl09qIFukE2Eqk3wgbLAjSHM2su6EkdsrUtWt3Cunw7AlvVp4ml8YMmFQIfUGt/SgLMDKKNv+MJmzAjKawqNSNwGIPlxMipqvuGPYkYgJl+wGQDMpEjYhSLTO8g2+mA6HL+bDjrGQ1Vb58sZxtUqV1s1g5JtjfVLGhvAYgHTdzN2d9RSUjJZZSHoceyI2BXIDj2QmlenS7ghhgUnT/6KgBG8iHyDglHazKqUbSRZ+jHfjwzrOVr5DYpYRsCk4dK+7e/EXOynZldsZJXO0kP5GqDiH8q30QQdSp+zB1PEyhX4TSNbG4PA/lP36sfTY2ZEnbgY8+6mvahG79+aVrAzBGDWnchFTNeAIMxdHB5buT0sHtj3Wkp7FYcBxgbwQMZxKmqTxJFlRJJCCLNaXNvco9csLUhQKARFFA5KpRQ31MIqTBpbNIlixTU8rDGo7R2ObixzAJw4ZXqApl9CaMT6BlWSBZINa3liL/BI+yVvthWlevJ40SAS5a0cqhjIirXBEFwgVoifrYcdVor19nNll2ymC3oR8k8FT49p2i1tEn3/PrkvGWFVNLNnZ5Uv6VJ7zZDj1z0+WySSjp8maddr9Lw9qZfh8fsk0qE12cP9aUzZqx5t1NYrakMCStc0/JhflkULIxeIX5L1kwJuly3MpFSJcuY8NyxyYVxTrxrB6iPWB0wsDGdF01v+JylrQi+0/myuGZNe/RUpy4l/otbiMiEIAGhjmsvYO5r1PHwKgjRPwR122W4rEtbj2zCr1Pfuefb9i0HVf1fGma2rT6XsNNoYhW0Vp2PFFwX0zNHcN6JAJuxdBHeHOKI2pPOborkouAjXON7sFV4M25oofWjypkGIZZZ6OtLGaZPLcOoNfwyeOR8YWiQyw0jf7EuhUQCymM+3ZuKQLIRbjKOGQEBSYoUJuOoFfJseLeq+0xBEMqJ5rQ7MyMaxRgKsCyZkKBmMSjxOAv3RFJRewNq/wTjw02V6E8Rc+VMtxL0Dr1tc9'

let bytes: string | undefined

/** Tells whether a domain may be one of those. `false` is sure. */
export function isSharedDomain(domain: string): boolean {
  const known = (bytes ??= atob(filter))
  let hash = 2
  for (let index = 0; index < domain.length; index += 1) {
    hash = Math.imul(hash ^ domain.charCodeAt(index), 0x01000193)
  }
  const step = (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) | 1) >>> 0
  for (let index = 0; index < 7; index += 1) {
    const bit = ((hash >>> 0) + index * step) % 18432
    if ((known.charCodeAt(bit >> 3) & (1 << (bit & 7))) === 0) return false
  }
  return true
}
