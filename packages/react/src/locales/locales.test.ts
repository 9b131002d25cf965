import { describe, expect, it } from 'vitest'

import { locales } from '../../test/locales.js'
import type { Messages } from '../messages.js'
import { defaultMessages } from '../messages.js'

type Name = keyof Messages
type Functions = { [N in Name as Messages[N] extends string ? never : N]: Messages[N] }

/** Values for each text that takes some: enough of them to bring out all that it can say. */
const values: { [N in keyof Functions]: Parameters<Functions[N]>[] } = {
  statusUnknownForCustomer: [[]],
  viewerLabelForCustomer: [['Kelp']],
  progressStep: [[1_234, 56_789]],
  progressUsual: [['12\u00A0min']],
  progressLate: [['12\u00A0min']],
  liveViewFrameTitleForCustomer: [[]],
  liveViewBlockedTextForCustomer: [[]],
  liveViewKeptOutTextForCustomer: [[]],
  liveViewRefusedHostForCustomer: [[]],
  formFieldProblem: [['Kelp']],
  formFieldProblemForCustomer: [[]],
  formFailedFieldForCustomer: [[]],
  listCountForCustomer: [
    [1_234, null],
    [1_234, 56_789],
  ],
  listNewForCustomer: [[1_234]],
  listRunAgainForCustomer: [['Kelp']],
  statusUnknown: [['PAUSED'], ['']],
  counter: [[1_234, 'Kelp']],
  seconds: [[42]],
  minutes: [
    [12, 34],
    [12, 0],
  ],
  hours: [
    [12, 34],
    [12, 0],
  ],
  steps: [[1], [1_234]],
  currentStep: [[1_234]],
  viewerLabel: [['Kelp'], ['']],
  stepsTab: [[1_234], [0]],
  retryIn: [['0:30']],
  liveViewPicture: [['Kelp']],
  liveViewFrameTitle: [['7f3a']],
  liveViewBlockedText: [['frame-src', 'https://kelp.example']],
  liveViewKeptOutText: [['https://kelp.example']],
  liveViewMayBeAvailable: [['14:32', '12\u00A0h']],
  liveViewExpiredText: [['14:32']],
  liveViewRefusedHost: [['kelp.example']],
  stepAnnouncement: [[1_234, 'Kelp']],
  stepPictureLabel: [[1_234]],
  resultRows: [[1], [1_234]],
  resultShowMore: [[1], [1_234]],
  resultTextCut: [[1_234, 56_789]],
  resultChosen: [['Kelp']],
  resultItems: [[1], [1_234]],
  resultFields: [[1], [1_234]],
  resultTableOf: [['Kelp']],
  resultColumnsCut: [[1_234]],
  resultFieldNote: [
    ['Kelp', 'Tide'],
    ['Kelp', ''],
  ],
  resultRow: [[1_234]],
  resultDetail: [['Kelp', 1_234]],
  resultRawCut: [[1_234]],
  resultMatch: [
    [1_234, 56_789, false],
    [1_234, 56_789, true],
  ],
  resultMatchingRows: [[1], [1_234]],
  resultDownload: [['JSON']],
  textHidden: [['U+200B']],
  textHiddenMore: [[1], [1_234]],
  textMarks: [[1], [1_234]],
  resultMoreIssues: [[1], [1_234]],
  failedHelpLink: [['kelp.example']],
  profileHintOther: [['Kelp'], ['']],
  profileHintLink: [['kelp.example']],
  connectionStopped: [['Kelp']],
  errorRetrying: [['Kelp']],
  formFailedField: [['kelp', 'Tide']],
  listCount: [
    [1, null],
    [1_234, null],
    [1_234, 56_789],
  ],
  listNew: [[1], [1_234]],
  listCancel: [['Kelp']],
  listRunAgain: [['Kelp']],
}

type Value = string | number | boolean | null

interface Sample {
  name: string
  text: string
  values: readonly Value[]
}

/** All that a language says, in the order of the English texts. */
function say(messages: Messages): Sample[] {
  return Object.keys(defaultMessages).flatMap((name) => {
    const message = messages[name as Name] ?? ''
    if (typeof message === 'string') return { name, text: message, values: [] }
    const write = message as (...given: Value[]) => string
    const calls: Value[][] = values[name as keyof Functions] ?? [[]]
    return calls.map((given) => ({ name, text: write(...given), values: given }))
  })
}

/** The names and texts of those that break a rule, to be read in a report. */
const find = (samples: Sample[], isWrong: (sample: Sample, index: number) => boolean) =>
  samples.filter(isWrong).map(({ name, text }) => `${name}: ${text}`)

const english = say(defaultMessages)

it.each([{ tag: 'en', messages: defaultMessages }, ...locales])(
  'uses each value that a text is given, and writes numbers as $tag does',
  ({ tag, messages }) => {
    const samples = say(messages)
    const numbers = new Intl.NumberFormat(tag)
    const isUsed = (value: Value, text: string) => {
      // One may be said in a word. What is empty, `null` or a boolean changes the text all the same.
      if (value === 1 || !value || value === true) return true
      const written = typeof value === 'number' ? numbers.format(value) : value
      return text.toLowerCase().includes(written.toLowerCase())
    }
    const leavesOut = ({ text, values }: Sample) => !values.every((value) => isUsed(value, text))
    expect(find(samples, leavesOut)).toEqual([])
    const isSaidBefore = ({ name, text }: Sample, index: number) =>
      samples.slice(0, index).some((other) => other.name === name && other.text === text)
    expect(find(samples, isSaidBefore)).toEqual([])
  },
)

describe.each(locales)('$tag', ({ tag, exported, messages, source, glossary }) => {
  const samples = say(messages)

  it('is one export with a name like the tag', () => {
    expect(Object.keys(exported)).toEqual([tag.replace('-', '')])
  })

  it('has every text, and no other', () => {
    const kinds = (all: Messages) => Object.entries(all).map(([name, text]) => [name, typeof text])
    expect(Object.fromEntries(kinds(messages))).toEqual(Object.fromEntries(kinds(defaultMessages)))
  })

  it('leaves nothing in English', () => {
    const same = glossary
      .filter((row) => row.english.toLowerCase() === row.term.toLowerCase())
      .map(({ term }) => term.toLowerCase())
    const isEnglish = ({ text, values }: Sample, index: number) => {
      if (text !== english[index]?.text) return false
      const words = [...values, /https?:\/\/\S*/g].reduce<string>(
        (left, value) => left.replaceAll(value as string, ''),
        text,
      )
      return /\p{L}/u.test(words) && !same.includes(words.trim().toLowerCase())
    }
    expect(find(samples, isEnglish)).toEqual([])
  })

  it('has all forms of its plurals', () => {
    const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions()
    for (const call of source.split('plural(').slice(1)) {
      const forms = call.slice(0, call.indexOf('})')).match(/\b(zero|one|two|few|many|other)(?=:)/g)
      expect(forms?.toSorted()).toEqual(pluralCategories.toSorted())
    }
  })

  it('keeps to its glossary', () => {
    expect(glossary.length).toBeGreaterThan(15)
    const all = samples.map(({ text }) => text.toLowerCase())
    const unused = glossary.filter(
      ({ term }) => !all.some((text) => text.includes(term.toLowerCase())),
    )
    expect(unused.map(({ term }) => term)).toEqual([])
    for (const word of glossary.flatMap(({ not }) => not)) {
      // Words of letters that stand together, as in Japanese, have no boundaries to look for.
      const pattern = /\p{Script=Latin}/u.test(word) ? `(?<!\\p{L})${word}(?!\\p{L})` : word
      const banned = new RegExp(pattern, 'iu')
      expect(find(samples, ({ text }) => banned.test(text))).toEqual([])
    }
  })

  it('names customers neither the vendor nor a run', () => {
    const names = new Set<string>(samples.map(({ name }) => name))
    const run = glossary.find((row) => row.english === 'run')?.term.toLowerCase() ?? ''
    const tells = ({ name, text }: Sample) =>
      !names.has(`${name}ForCustomer`) &&
      !forOperators.test(name) &&
      (/tinyfish/i.test(text) || text.toLowerCase().includes(run))
    expect(run).not.toBe('')
    expect(find(samples, tells)).toEqual([])
  })

  it('is set as its readers are used to', () => {
    for (const rule of [...rules, ...(ownRules[tag] ?? [])]) {
      expect({ rule, found: find(samples, ({ text }) => rule.test(text)) }).toEqual({
        rule,
        found: [],
      })
    }
  })
})

/** Texts of what only operators see, and what is said of a step in the same words as of a run. */
const forOperators =
  /^(openRunPage|summaryRun|copyRunId|profileHint|statusRunning|stepRunning|listStatus)/

/** What is in no text of any language: signs of typewriters, shouting, and spaces too many. */
const rules = [/["'`]|\.\.\./, /[!！¡]/, /^\s|\s$|\s\s/]

const spacedUnits = /\d (s|min|h)\b/
const halfWidth = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][,.?;]/u

/** What is in no text of a language. Of quotes, those of other languages. */
const ownRules: Record<string, RegExp[]> = {
  de: [/[«»”「」]|“(?!$|[ .,:])/, spacedUnits],
  fr: [/[„“”「」]/, /[^\u202F][?;»]|«[^\u202F]|[^\u202F\d]:(?!\/\/)/, spacedUnits],
  es: [/[„«»「」]/, /^[^¿]*\?/, spacedUnits],
  'pt-BR': [/[„«»「」]/, spacedUnits],
  ja: [/[„“”«»]/, halfWidth],
  'zh-CN': [/[„«»]/, halfWidth],
  ko: [/[„«»「」]/],
  ar: [/[„“”「」]/, /\p{Script=Arabic}\s*[,;?]/u],
}
