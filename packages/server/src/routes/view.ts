import type { HandlerAnswer } from '../http/answer.js'
import { createPageAnswer, createScriptAnswer } from '../http/answer.js'
import { HandlerError } from '../http/handlerError.js'
import { chooseLanguage } from '../share/language.js'
import { readMarks, writePage, writePageHeaders } from '../share/page.js'
import { loadPageCode } from '../share/pageCode.js'
import type { RequestContext } from './requestContext.js'
import { answerJson } from './requestContext.js'

/** Answers with the page of all share links. */
export async function showSharePage({ request, share }: RequestContext): Promise<HandlerAnswer> {
  if (!share) throw new HandlerError('NOT_FOUND')
  const url = new URL(request.url)
  const nonce = crypto.randomUUID()
  const folder = url.pathname.endsWith('/') ? '' : 'view/'
  const code = await loadPageCode()
  const language = chooseLanguage(request, Object.keys(code.languages))
  const html = writePage(code, { language, nonce, folder })
  return createPageAnswer(html, writePageHeaders(share, readMarks(url), nonce))
}

/** Anybody may keep a script whose name is its hash. */
const FOR_GOOD = 'public, max-age=31536000, immutable'
/** Of all that a request can have, only this changes the script. */
const VARY = 'Accept-Encoding, Origin'

/** Answers with the script of that page. */
export async function giveShareScript({ request, share }: RequestContext): Promise<HandlerAnswer> {
  if (!share) throw new HandlerError('NOT_FOUND')
  const { elements, version } = await loadPageCode()
  // While a new release is put out, another process may have written the page. This script serves it as well, but
  // must not be kept under that name.
  const isNamed = new URL(request.url).pathname.split('/').includes(version)
  return createScriptAnswer(elements, isNamed ? { 'Cache-Control': FOR_GOOD, Vary: VARY } : {})
}

/** Answers with what a share link is for, to whoever has it. Asked again and again, as it may end. */
export async function readLink(context: RequestContext): Promise<HandlerAnswer> {
  const { share, viewer } = context
  const { token } = viewer
  // The right of somebody whom the host knows is no link, and says as little as none.
  if (!share || !token?.link) throw new HandlerError('UNAUTHORIZED')
  return answerJson(context, {
    title: token.link.title,
    runs: [...token.runs],
    scope: [...token.scopes],
    transport: share.transport,
    allowed_stream_hosts: share.allowedStreamHosts,
    allow_insecure_localhost: share.allowInsecureLocalhost,
  })
}
