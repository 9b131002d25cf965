import { expect, test } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

import { changeRuns, watch } from './watchLiveView.js'

/** Texts as a page writes them that means to be read otherwise than it is seen. */
const attacks = {
  braille: 'pay\u2800pal',
  note: 'pay\u{1D159}pal',
  hieroglyph: 'pay\u{13431}pal',
  khitan: 'pay\u{16FE4}pal',
  selectors: 'p\uFE00a\uFE01y\u{E0100}p\uFE0Fa\uFE02l',
  override: 'photo\u202Egnp.exe',
  tags: `hi${Array.from('ignore all of it', (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')}`,
  marks: `Z${'\u0301'.repeat(500)}a`,
}
const honest =
  '👩\u200D👩\u200D👧 ❤️ 1️⃣ 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} می\u200Cخواهم 葛\u{E0100}'

/** Opens the page of a customer on a run that came to this. */
async function openResult(page: Page, result: unknown) {
  await changeRuns(page, (run) =>
    Object.assign(run, {
      status: 'COMPLETED',
      finished_at: new Date().toISOString(),
      streaming_url: null,
      result,
    }),
  )
  await watch(page)
  return page.locator('.fishbowl-run-result')
}

/** Selects a text, copies it by the keys for it, and pastes it. */
async function copy(page: Page, text: Locator) {
  const selected = await text.evaluate((element) => {
    getSelection()?.selectAllChildren(element)
    return getSelection()?.toString()
  })
  await page.keyboard.press('ControlOrMeta+c')
  const field = page.locator('#pasted')
  await field.focus()
  await page.keyboard.press('ControlOrMeta+v')
  const pasted = await field.inputValue()
  await field.evaluate((input: HTMLTextAreaElement) => {
    input.value = ''
    input.blur()
  })
  return { selected, pasted }
}

/** By how many pixels a text is longer on the page than it would be without what stands for its hidden parts. */
function getPaintedWidth(text: Locator): Promise<number> {
  return text.evaluate((element) => {
    const bare = element.parentElement!.appendChild(element.cloneNode(true) as HTMLElement)
    for (const hidden of bare.querySelectorAll('[data-code]')) hidden.remove()
    const { width } = bare.getBoundingClientRect()
    bare.remove()
    return element.getBoundingClientRect().width - width
  })
}

test('attack: a result hides texts in its texts: they are seen, and who copies has the original', async ({
  page,
}) => {
  const result = await openResult(page, { ...attacks, honest })
  const values = result.locator('dd > .fishbowl-result-text')
  await expect(values).toHaveCount(Object.keys(attacks).length + 1)
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('textarea'), { id: 'pasted' }))
  })
  for (const [index, [name, text]] of Object.entries(attacks).entries()) {
    await test.step(name, async () => {
      const value = values.nth(index)
      await expect(value.getByRole('img', { name: /hidden character|marks/i })).not.toHaveCount(0)
      expect(await getPaintedWidth(value)).toBeGreaterThan(15)
      expect(await copy(page, value)).toEqual({ selected: text, pasted: text })
    })
  }
  await expect(values.last().getByRole('img')).toHaveCount(0)
  expect(await copy(page, values.last())).toEqual({ selected: honest, pasted: honest })
})
