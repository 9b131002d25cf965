import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { getPageTitle, markTitle } from './pageTitle.js'

let undo: (() => void)[] = []
const mark = (text = '●') => {
  const own = markTitle(text)
  undo.push(own)
  return own
}

/** Waits until the page has noticed that somebody changed the title. */
const notice = async (title: string) => {
  await expect.poll(() => document.title).toBe(title)
}

beforeEach(() => {
  document.title = 'Orders'
})

afterEach(() => {
  for (const end of undo) end()
  undo = []
})

describe('the mark of the page’s title', () => {
  it('stands before it until it is taken back', () => {
    const end = mark()
    expect(document.title).toBe('● Orders')
    expect(getPageTitle()).toBe('Orders')
    end()
    expect(document.title).toBe('Orders')
  })

  it('stays when the host changes the title, which is put back as the host has it', async () => {
    const end = mark()
    document.title = 'Order 42'
    await notice('● Order 42')
    document.head.querySelector('title')!.firstChild!.nodeValue = 'Order 43'
    await notice('● Order 43')
    end()
    expect(document.title).toBe('Order 43')
  })

  it('stays when a router puts another element in the place of the title', async () => {
    const end = mark()
    const next = document.createElement('title')
    next.textContent = 'Settings'
    document.head.querySelector('title')!.replaceWith(next)
    await notice('● Settings')
    end()
    expect(document.title).toBe('Settings')
    expect(document.head.querySelectorAll('title')).toHaveLength(1)
  })

  it('makes no title where there is none, and waits for one', async () => {
    document.head.querySelector('title')!.remove()
    mark()
    expect(document.head.querySelector('title')).toBe(null)
    const late = document.createElement('title')
    late.textContent = 'Late'
    document.head.append(late)
    await notice('● Late')
  })

  it('is one for several, and the one of those who are left', () => {
    const [first, second, other] = [mark(), mark(), mark('(1)')]
    expect(document.title).toBe('● Orders')
    first()
    expect(document.title).toBe('● Orders')
    second()
    expect(document.title).toBe('(1) Orders')
    other()
    other()
    expect(document.title).toBe('Orders')
  })

  it('is not put before itself, nor before nothing for ever', async () => {
    document.title = ''
    const end = mark(' ● ')
    expect(document.title).toBe('●')
    document.title = `${document.title} 2 new orders`
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(document.title).toBe('● 2 new orders')
    end()
    expect(document.title).toBe('2 new orders')
  })

  it('is none when it is empty', () => {
    mark(' ')
    expect(document.title).toBe('Orders')
  })

  it('attack: the host insists on its own title, and the page goes on', async () => {
    let changes = 0
    const insists = new MutationObserver(() => {
      if (document.title === 'Mine') return
      changes += 1
      document.title = 'Mine'
    })
    insists.observe(document.head, { childList: true, subtree: true, characterData: true })
    const end = mark()
    // In microtasks alone, this would never be reached.
    await expect.poll(() => changes).toBeGreaterThan(2)
    end()
    await notice('Mine')
    insists.disconnect()
  })
})
