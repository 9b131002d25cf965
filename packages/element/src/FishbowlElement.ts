import type { FishbowlEvent, GetToken, Messages } from '@fishbowl/react'
import type { FishbowlSettings } from '@fishbowl/react/internal'
import { warnOnce } from '@fishbowl/react/internal'
import type { ReactNode } from 'react'

import type { AttributeKind } from './attributes.js'
import { amount, flag, list, text, toAttribute, toProperty, word } from './attributes.js'
import type { Connection } from './group.js'
import { joinGroup, leaveGroup } from './group.js'
import { getStyleSheet } from './styleSheet.js'

/** The endpoint of an element that has none. */
const DEFAULT_ENDPOINT = '/api/fishbowl'

/** What every element takes. */
const sharedAttributes = {
  endpoint: text,
  transport: word('poll', 'push'),
  audience: word('operator', 'customer'),
  'support-href': text,
  'support-label': text,
  locale: text,
  appearance: word('auto', 'light', 'dark'),
  'allowed-stream-hosts': list,
  'allow-insecure-localhost': flag(false),
  'live-frame-budget': amount,
  'live-view-ttl': amount,
}

/** What an element takes as attributes, by their names. */
export type Attributes = Record<string, AttributeKind<never>>

/** On a server there are no elements, and modules that define some must load all the same. */
const BaseElement = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement

let count = 0

/**
 * An element that draws Fishbowl's components into a shadow root. It never throws into the page: what it
 * cannot use is said in the console, and counts as missing.
 */
export abstract class FishbowlElement extends BaseElement {
  /** Of this element alone, beside those that all have. */
  static attributes: Attributes = {}
  /** The names of properties that no text can stand for, such as functions. */
  static values: readonly string[] = []

  static get observedAttributes(): string[] {
    return Object.keys(allAttributes(this))
  }

  /** The URL on your server where `createRunHandler` listens. @default '/api/fishbowl' */
  declare endpoint: string | null
  /** As that of `FishbowlProvider`. @default 'poll' */
  declare transport: 'poll' | 'push'
  /** Who looks at it: customers are not told of run ids, goals, codes or who carries out the runs. @default 'operator' */
  declare audience: 'operator' | 'customer'
  /** Where people can ask when something went wrong. */
  declare supportHref: string | null
  /** What the link to it says. @default 'Ask for help' */
  declare supportLabel: string | null
  /** BCP 47 tag for dates, times and numbers. @default the browser's language */
  declare locale: string | null
  /** `auto` follows the `color-scheme` of the page. @default 'auto' */
  declare appearance: 'auto' | 'light' | 'dark'
  /** Hosts that may be shown in a live view beside TinyFish's own. */
  declare allowedStreamHosts: readonly string[] | undefined
  /** Shows live views with `http` addresses on this machine. @default false */
  declare allowInsecureLocalhost: boolean
  /** How many live frames the page shows at once. @default 4 */
  declare liveFrameBudget: number | undefined
  /** Milliseconds for which a live view may be available after the end of its run. @default 24 hours */
  declare liveViewTtl: number | undefined
  /** Gets the viewer token; elements that are to share their requests need the same function. */
  declare getToken: GetToken | undefined
  /** Replaces visible texts, one by one. */
  declare messages: Partial<Messages> | undefined

  readonly #id = `${(count += 1)}`
  readonly #values = new Map<string, unknown>()
  #container: HTMLElement | null = null
  #group: ReturnType<typeof joinGroup> | null = null
  #isDrawDue = false

  connectedCallback(): void {
    this.#takeEarlyProperties()
    this.#prepare()
    this.#askToDraw()
  }

  disconnectedCallback(): void {
    // An element that is moved is taken out and put back in one task, and must not begin anew.
    queueMicrotask(() => {
      if (!this.isConnected) this.#leave()
    })
  }

  adoptedCallback(): void {
    if (this.shadowRoot) this.shadowRoot.adoptedStyleSheets = [getStyleSheet(this.ownerDocument)]
  }

  attributeChangedCallback(): void {
    this.#askToDraw()
  }

  /** Gives what is drawn: what the attributes and properties say is in `read`. */
  protected abstract draw(read: (name: string) => unknown): ReactNode

  /** Tells the page of something. */
  protected tell(name: string, detail: Record<string, unknown>): void {
    this.dispatchEvent(
      new CustomEvent(`fishbowl-${name}`, { detail, bubbles: true, composed: true }),
    )
  }

  /** Gives what an attribute or a property says. */
  getValue(name: string): unknown {
    const kind = allAttributes(this.constructor as typeof FishbowlElement)[toAttribute(name)]
    if (!kind) return this.#values.get(name)
    const written = this.getAttribute(toAttribute(name))
    if (written === null) return kind.missing
    const value: unknown = kind.read(written)
    if (value !== undefined) return value
    warnOnce(`<${this.localName}>: ${toAttribute(name)} is "${written}", and takes ${kind.takes}.`)
    return kind.missing
  }

  setValue(name: string, value: unknown): void {
    const kind = allAttributes(this.constructor as typeof FishbowlElement)[toAttribute(name)]
    if (!kind) {
      this.#values.set(name, value)
      this.#askToDraw()
      return
    }
    const written = value === null || value === undefined ? null : kind.write(value as never)
    if (written === null) this.removeAttribute(toAttribute(name))
    else this.setAttribute(toAttribute(name), written)
  }

  /** A property that was set before the element was defined hides the one of the class. */
  #takeEarlyProperties() {
    for (const name of propertyNames(this.constructor as typeof FishbowlElement)) {
      const early = Object.getOwnPropertyDescriptor(this, name)
      if (!early) continue
      Reflect.deleteProperty(this, name)
      this.setValue(name, early.value)
    }
  }

  #prepare() {
    if (this.#container) return
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [getStyleSheet(this.ownerDocument)]
    this.#container = root.appendChild(this.ownerDocument.createElement('div'))
  }

  /** Draws once for all that changes in one task. */
  #askToDraw() {
    if (this.#isDrawDue || !this.isConnected) return
    this.#isDrawDue = true
    queueMicrotask(() => {
      this.#isDrawDue = false
      if (this.isConnected) this.#draw()
    })
  }

  #draw() {
    if (!this.#container) return
    const read = (name: string) => this.getValue(name)
    const connection = {
      endpoint: read('endpoint') || DEFAULT_ENDPOINT,
      getToken: read('getToken') ?? undefined,
      transport: read('transport'),
    } as Connection
    const group = joinGroup(connection)
    if (this.#group && this.#group !== group) leaveGroup(this.#group, this.#id)
    this.#group = group
    group.show({
      id: this.#id,
      container: this.#container,
      settings: readSettings(read),
      content: this.draw(read),
      onEvent: (event) => this.#pass(event),
    })
  }

  #pass(event: FishbowlEvent) {
    this.tell('event', event)
    if (event.type === 'outcome')
      this.tell('outcome', { runId: event.runId, outcome: event.outcome })
  }

  #leave() {
    if (this.#group) leaveGroup(this.#group, this.#id)
    this.#group = null
  }
}

type DefinableElement = typeof FishbowlElement & CustomElementConstructor

/** Makes the attributes and values of an element properties as well, and gives the page the element. */
export function define(name: string, Element: DefinableElement): void {
  for (const property of propertyNames(Element)) {
    Object.defineProperty(Element.prototype, property, {
      configurable: true,
      enumerable: true,
      get(this: FishbowlElement) {
        return this.getValue(property)
      },
      set(this: FishbowlElement, value: unknown) {
        this.setValue(property, value)
      },
    })
  }
  if (typeof customElements === 'undefined') return
  if (!customElements.get(name)) customElements.define(name, Element)
  else if (customElements.get(name) !== Element) {
    warnOnce(
      `<${name}> is defined already, by another copy of @fishbowl/element or by somebody else. That one is used.`,
    )
  }
}

function allAttributes(Element: typeof FishbowlElement): Attributes {
  return { ...sharedAttributes, ...Element.attributes } as unknown as Attributes
}

function propertyNames(Element: typeof FishbowlElement): string[] {
  return [
    ...Object.keys(allAttributes(Element)).map(toProperty),
    'getToken',
    'messages',
    ...Element.values,
  ]
}

function readSettings(read: (name: string) => unknown): FishbowlSettings {
  const href = read('supportHref')
  const settings = {
    audience: read('audience'),
    support: href ? { href, label: read('supportLabel') } : undefined,
    messages: read('messages'),
    locale: read('locale') ?? undefined,
    appearance: read('appearance'),
    allowedStreamHosts: read('allowedStreamHosts'),
    allowInsecureLocalhost: read('allowInsecureLocalhost'),
    liveFrameBudget: read('liveFrameBudget'),
    liveViewTtl: read('liveViewTtl'),
  }
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as FishbowlSettings
}
