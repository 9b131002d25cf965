import type { FishbowlEvent, FishbowlProviderProps } from '@fishbowl/react'
import { FishbowlProvider } from '@fishbowl/react'
import type { FishbowlSettings } from '@fishbowl/react/internal'
import { SettingsProvider } from '@fishbowl/react/internal'
import { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Component, memo, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { createRoot } from 'react-dom/client'

/** Where an element's runs come from. Elements with the same one share their requests. */
export type Connection = Pick<FishbowlProviderProps, 'endpoint' | 'getToken' | 'transport'>

/** What one element shows. */
interface Shown {
  /** Keeps it apart from those of the other elements. */
  id: string
  container: Element
  settings: FishbowlSettings
  content: ReactNode
  onEvent: (event: FishbowlEvent) => void
}

/** The elements of one connection: one React root, which draws into all of them. */
interface Group {
  connection: Connection
  show: (shown: Shown) => void
  /** Tells whether nothing is left. */
  hide: (id: string) => boolean
}

/** One cache for all elements of a page, as for all components of an app. */
const queryClient = new QueryClient()
const groups = new Set<Group>()

/** Gives the group of a connection. */
export function joinGroup(connection: Connection): Group {
  for (const group of groups) if (isSame(group.connection, connection)) return group
  const group = createGroup(connection)
  groups.add(group)
  return group
}

/** Takes an element out of its group, which ends with its last one. */
export function leaveGroup(group: Group, id: string): void {
  if (group.hide(id)) groups.delete(group)
}

function isSame(one: Connection, other: Connection): boolean {
  return (
    one.endpoint === other.endpoint &&
    one.getToken === other.getToken &&
    one.transport === other.transport
  )
}

function createGroup(connection: Connection): Group {
  const listeners = new Set<() => void>()
  let members: readonly Shown[] = []
  // It draws nothing in its own place, which is on no page.
  const root = createRoot(document.createElement('div'))

  function set(next: readonly Shown[]) {
    members = next
    for (const listener of listeners) listener()
  }

  function Members() {
    const all = useSyncExternalStore(
      (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      () => members,
    )
    return all.map((shown) => createPortal(<Member {...shown} />, shown.container, shown.id))
  }

  root.render(
    <FishbowlProvider {...(connection as FishbowlProviderProps)} queryClient={queryClient}>
      <Members />
    </FishbowlProvider>,
  )
  return {
    connection,
    show: (shown) => {
      const isKnown = members.some(({ id }) => id === shown.id)
      set(
        isKnown
          ? members.map((member) => (member.id === shown.id ? shown : member))
          : [...members, shown],
      )
    },
    hide: (id) => {
      set(members.filter((member) => member.id !== id))
      if (members.length > 0) return false
      root.unmount()
      return true
    },
  }
}

const Member = memo(function Member({ settings, content, onEvent }: Shown) {
  return (
    <MemberBoundary>
      <SettingsProvider {...settings} onEvent={onEvent}>
        {content}
      </SettingsProvider>
    </MemberBoundary>
  )
})

/** Keeps an element that cannot be drawn, for instance by a wrong list of hosts, from taking the others along. */
class MemberBoundary extends Component<{ children: ReactNode }> {
  static getDerivedStateFromError = () => ({ hasFailed: true })
  override state = { hasFailed: false }
  override render() {
    return this.state.hasFailed ? (
      <p role="alert">This cannot be shown. The console says why.</p>
    ) : (
      this.props.children
    )
  }
}
