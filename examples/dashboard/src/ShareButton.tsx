import { useRun } from '@fishbowl/react'
import type { FormEvent } from 'react'
import { useId, useRef, useState } from 'react'

/** A link that was made, and is good until somebody revokes it or it ends. */
interface MadeLink {
  id: string
  url: string
  endsAt: Date
}

const hour = 60 * 60_000
const day = 24 * hour
const lifetimes = [
  { name: 'an hour', ttl: hour },
  { name: 'a day', ttl: day },
  { name: 'a week', ttl: 7 * day },
  { name: '30 days', ttl: 30 * day },
]

/** Makes a link to one run, for somebody who has no account here, and takes it back. */
export function ShareButton({ runId }: { runId: string }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const [link, setLink] = useState<MadeLink | null>(null)
  const [note, setNote] = useState('')

  async function make(event: FormEvent<HTMLFormElement>, goal: string | undefined) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const ttl = Number(form.get('ttl'))
    const title = form.get('title') || goal
    const body = { title, ttl, scope: ['run:read', ...form.getAll('scope')] }
    const response = await fetch(`/api/share/${runId}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) return setNote('The link could not be made.')
    const made = (await response.json()) as { id: string; url: string }
    setLink({ ...made, endsAt: new Date(Date.now() + ttl) })
    setNote('')
  }

  async function revoke({ id }: MadeLink) {
    const response = await fetch(`/api/share/${id}`, { method: 'DELETE' })
    if (!response.ok) return setNote('The link could not be revoked.')
    setLink(null)
    setNote('The link was revoked. Pages that show it end within 30 seconds.')
  }

  return (
    <>
      <button type="button" className="button" onClick={() => dialog.current?.showModal()}>
        Share
      </button>
      <dialog ref={dialog} className="share" aria-labelledby={titleId}>
        <header>
          <h2 id={titleId}>Share this run</h2>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </header>
        {link ? (
          <ShareResult link={link} onRevoke={() => void revoke(link)} />
        ) : (
          <ShareForm runId={runId} onSubmit={(event, goal) => void make(event, goal)} />
        )}
        <p role="status">{note}</p>
      </dialog>
    </>
  )
}

interface ShareFormProps {
  runId: string
  /** What the title is when nobody has written one comes last. */
  onSubmit: (event: FormEvent<HTMLFormElement>, goal: string | undefined) => void
}

function ShareForm({ runId, onSubmit }: ShareFormProps) {
  const { run } = useRun(runId)
  const goal = run?.goal?.slice(0, 200)
  return (
    <form onSubmit={(event) => onSubmit(event, goal)}>
      <label>
        <span>Title</span>
        <input name="title" dir="auto" maxLength={200} placeholder={goal} />
      </label>
      <fieldset>
        <legend>Anybody with the link sees its status and</legend>
        <label className="check">
          <input type="checkbox" name="scope" value="run:result" defaultChecked />
          <span>the result</span>
        </label>
        <label className="check">
          <input type="checkbox" name="scope" value="run:steps" />
          <span>each step, and the recording</span>
        </label>
        <label className="check">
          <input type="checkbox" name="scope" value="run:stream" />
          <span>the live browser, which they may be able to control</span>
        </label>
      </fieldset>
      <label>
        <span>The link is good for</span>
        <select name="ttl" defaultValue={day}>
          {lifetimes.map(({ name, ttl }) => (
            <option key={ttl} value={ttl}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button button-primary">
        Make a link
      </button>
    </form>
  )
}

interface ShareResultProps {
  link: MadeLink
  onRevoke: () => void
}

function ShareResult({ link, onRevoke }: ShareResultProps) {
  const [copied, setCopied] = useState(false)
  const input = useRef<HTMLInputElement>(null)

  function copy() {
    // Where the page may not write to the clipboard, the link is there to be copied by hand.
    input.current?.select()
    navigator.clipboard?.writeText(link.url).then(
      () => setCopied(true),
      () => undefined,
    )
  }

  return (
    <div className="share-link">
      <input
        ref={input}
        readOnly
        dir="ltr"
        aria-label="Link"
        value={link.url}
        onFocus={() => input.current?.select()}
      />
      <div className="share-actions">
        <button type="button" className="button button-primary" onClick={copy}>
          {copied ? 'Copied' : 'Copy'}
        </button>
        <a className="button" href={link.url} target="_blank" rel="noreferrer">
          Open
        </a>
        <button type="button" className="button button-danger" onClick={onRevoke}>
          Revoke
        </button>
      </div>
      <p className="page-note">
        {`Good until ${link.endsAt.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}.`}
      </p>
    </div>
  )
}
