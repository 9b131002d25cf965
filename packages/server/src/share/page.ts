import { frameSources } from '@fishbowl/core'

import type { ChosenLanguage } from './language.js'
import type { PageCode } from './pageCode.js'
import type { CheckedShare } from './shareOptions.js'

/** What a page asks for in its address, before anybody knows what its link is for. */
export interface PageMarks {
  /** It stands in a frame of another site. */
  isEmbedded: boolean
  /** Its link shows live browsers. */
  hasLiveView: boolean
  /** Its link shows steps and recordings. */
  hasSteps: boolean
}

/** Reads what a page asks for. None of it gives a right: it only lets the browser load what a right shows. */
export function readMarks({ searchParams }: URL): PageMarks {
  return {
    isEmbedded: searchParams.has('embed'),
    hasLiveView: searchParams.has('stream'),
    hasSteps: searchParams.has('steps'),
  }
}

/** The features that no page of ours needs. Full screen and copying are what is left. */
const deniedFeatures = [
  'accelerometer',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]

/** Gives the headers of a page, which let it do what it asks for and nothing else. */
export function writePageHeaders(
  share: CheckedShare,
  { isEmbedded, hasLiveView, hasSteps }: PageMarks,
  nonce: string,
): Record<string, string> {
  const sources = frameSources(share)
  const local = sources.filter((source) => source.startsWith('http:'))
  const allow = (isAllowed: boolean, list: readonly string[]) =>
    isAllowed && list.length > 0 ? list.join(' ') : "'none'"
  const policy = {
    'default-src': "'none'",
    'script-src': `'nonce-${nonce}'`,
    'style-src': `'nonce-${nonce}'`,
    'connect-src': "'self'",
    // Pictures are what the page has made of bytes: of steps, and of results.
    'img-src': 'blob: data:',
    'media-src': allow(hasSteps, ['https:', ...local]),
    'frame-src': allow(hasLiveView, sources),
    'frame-ancestors': allow(isEmbedded, share.frameAncestors),
    'base-uri': "'none'",
    'form-action': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  }
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'Permissions-Policy': deniedFeatures.map((name) => `${name}=()`).join(', '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-Robots-Tag': 'noindex, nofollow, noarchive',
  }
}

/** What a page is written for. */
interface PageTarget {
  language: ChosenLanguage
  nonce: string
  /** The way from the address of the page to what is below it, such as `view/`. */
  folder: string
}

/**
 * Writes the page. In one language it is the same for every link: what a link is for stands behind its `#`, which no
 * server is told.
 */
export function writePage(code: PageCode, { language, nonce, folder }: PageTarget): string {
  const { texts, script } = code.languages[language.tag]!
  return `<!doctype html>
<html lang="${language.locale}" dir="${texts.dir}">
<head>
<meta charset="utf-8">
<title>${texts.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<style nonce="${nonce}">${code.styles}</style>
<script type="application/json">${JSON.stringify(texts)}</script>
<script nonce="${nonce}">${script}</script>
<script nonce="${nonce}" type="module">${code.page}</script>
<script nonce="${nonce}" src="${folder}script/${code.version}" defer></script>
</head>
<body>
<main><p class="waiting">${texts.loading}</p><noscript><p class="sentence">${texts.noScript}</p></noscript></main>
</body>
</html>
`
}
