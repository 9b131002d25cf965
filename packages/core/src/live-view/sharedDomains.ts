// Made by scripts/sharedDomains.mjs of 1233 domains. Do not edit.

/**
 * A Bloom filter of the domains below which anybody can rent a name, by the public suffix list. Spelled
 * out they would take 5 kB of a page, gzipped. It knows each of them, and takes about one in thirty
 * others for one of them.
 */
const filter =
  'JVcV9hZoz7z+M3TCARIBpxkaJlqBtKBJrcdtVwhWZlVBW61gR5YxnPhjG8Z4ouFD0pBCBtbeKUY6x1L1PEBgyDyWlh8cNhWsK4qwR9EWL1gsVJZihwiaxCYMp4RxM+4GWyxmEhPesnDNXpZkaZashranlZ1ZRTg7LcXBg9QBTai89GliLpjY2ulxDSlBYmz5i2md10TexDBkIStmHmDF0eWX50olXPkc6+YB15xcsQ4n03sEEYYkMRzmSPmoiTP3oxLiciG6AOyYz7NJCVRnUVT77cE6s6ScOIQ2bWNR4qgh6Y0GhWu3wJT8D4D/lcl8NcFoeE67vJg4sFTMkzdJl30AxwSMCvYISBmA4CBQzIZTWlauWoDX/wVhXAz5gGDPzbi9C+xZl3JwoNZkL+dohAklnixxvxHsN9BswEtBCBBFCp66X/59005dFfwg4fOullFn2ufhxcYMy08xWbPuCSdqSk6r0Rg/mCX8RT4W7nWNgceB+nDPO9wjEc4twSAKaLiXgApHWMWi19gRE+LjQiSSOa6Z3qJFkSO+ZEUggTyATywI/P/hnLVPY4a9jq0IaTgJRAxqOvP8uoQ4wdDTxXJPY/j+mftnKWT0wf2pUvCRv/xnIESsYPrSR9T0E+qrS0CrWGE1Mc6jA3Tg6BWTo5fjK/ttylVXOBH3hW8EDTVhedIUmG9ZVLq1o0gJfB5P/Z3AXC1+y6ZKjM1bj26J2s77GqzWERFgyI1Rgorvk+nast7uhyd+BzXai3D+HYMJky1y4NJ9z0FQTkt7bTSRtiAE0ImNgatrG7TDJhWeQdqGMF2zKEUJ8BIRxNoIVbdjxm4j+P+3DwmJGMVRyUo2HDBvf4D8jGcXVhrt0wEQs4dTXCnXdg7zkv4Ws3EEvTt6cBbVg4un8K0GAB9EfS4mBrrdWnmyghfE4LWBL+HMG1U8UmBFrvHP+6Gqm2SNqNZ6sAF/xRU7WIkzVwJsXp7FGoaJSUp2ghOsRvpi5VUF1EZRuo8vjs/EY5LnSUkHwKvLsHCqKypy5MHCV1rmFifiEydk+hD5Te4ygG7egBf6d3v/uWFQyK4CKw79poAX+xW5VeKuGsXbCpxMe3iaBkJThhp3SBJ65d89AerJBCFXIxqcVdq3iO17E67GZHmm4FROmPZnTFfp9It2R0kknQhPrS4xs5suEtSxXQIw05Mw9oZBk4fuHxh2doIN0nITiQJil9D39ooUkDstvagHREmne95obEs/ujKt4M88/jRF6GnMmuGqqADiTGb3K69vp+Jf0h1JcIxc28mUl4lJy7wE25oBpc+01xpojsiZ+CSTX8phcdm9JFc6DhgGy8QYoD2RvzWPQRM156CrljMZ3uOFaiYLIsxDsuaR0BN329Jx6jc3Gui4oZ/Eg1yE6rfZOJ85iB1piQBoh6ZOw0VCIUIeMI+HUCW9zDgkJOLFzNq1lcWZHUyzABEYEkCPSwTaj31hSbIeg0BAOotyS+unUbCCvbjxRvYGQ/Ro4+klawNESCXobumqClCCjCgd0dX5eRJCDNYMF8ss9TmigRLefCgNzEKvKaHlhDErilqMcMYq3/Rsp4CwxExhHbSEkQrq19mP'

let bytes: string | undefined

/** Tells whether a domain may be one of those. `false` is sure. */
export function isSharedDomain(domain: string): boolean {
  const known = (bytes ??= atob(filter))
  let hash = 3
  for (let index = 0; index < domain.length; index += 1) {
    hash = Math.imul(hash ^ domain.charCodeAt(index), 0x01000193)
  }
  const step = (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) | 1) >>> 0
  for (let index = 0; index < 5; index += 1) {
    const bit = ((hash >>> 0) + index * step) % 9600
    if ((known.charCodeAt(bit >> 3) & (1 << (bit & 7))) === 0) return false
  }
  return true
}
