import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { compile } from 'tailwindcss'
import tailwind3 from 'tailwindcss-3'
import { preprocessCSS, resolveConfig } from 'vite'

const require = createRequire(import.meta.url)
const read = (file: string) => readFileSync(require.resolve(file), 'utf8')

/** The sheets of a page, in their order, where `ours` stands for that of Fishbowl. */
type Sheets = (ours: string) => string[]

const first =
  (sheet: string): Sheets =>
  (ours) => [sheet, ours]
const last =
  (sheet: string): Sheets =>
  (ours) => [ours, sheet]

/** Both versions of Tailwind with these classes, as they come out of a host's build. */
export async function buildTailwind(classes: string[]) {
  const content = [{ raw: classes.join(' ') }]
  const config = await resolveConfig(
    {
      configFile: false,
      logLevel: 'error',
      css: { postcss: { plugins: [tailwind3({ content })] } },
    },
    'build',
  )
  const { code } = await preprocessCSS('@tailwind base; @tailwind utilities', 'host.css', config)
  const compiler = await compile('@import "tailwindcss"', {
    base: '/',
    loadStylesheet: async () => ({
      path: '/index.css',
      base: '/',
      content: read('tailwindcss/index.css'),
    }),
  })
  return { 3: code, 4: compiler.build(classes) }
}

/** What somebody may write for all elements of a name. Nothing in it is as any part of ours has it. */
const loud = `
  width: 90%; height: auto; min-height: 50px; margin: 11px; padding: 13px; border: 3px dotted blue;
  border-radius: 9px; box-shadow: 0 0 4px red; background: yellow; color: red; opacity: 0.8;
  display: block; position: relative; top: 3px; float: left; transform: rotate(1deg); overflow: auto;
  font: italic bold 22px/2 cursive; letter-spacing: 2px; text-align: right; text-transform: uppercase;
  text-decoration: line-through; vertical-align: top; white-space: nowrap; list-style: square;`

const elements = `a, button, code, dd, details, dialog, dl, dt, fieldset, figcaption, figure, footer, form, h1, h2,
  h3, h4, h5, h6, header, input, label, legend, li, mark, ol, option, output, p, pre, section, select, span, bdi,
  summary, table, tbody, td, textarea, th, thead, time, tr, ul`

/** The coarse rules of hosts: what they say of all elements, and of all elements of a name. */
export async function getResets(): Promise<Record<string, Sheets>> {
  const tailwind = await buildTailwind(['flex'])
  const bootstrap = read('bootstrap/dist/css/bootstrap.css')
  return {
    'Tailwind 3, before ours': first(tailwind[3]),
    'Tailwind 3, after ours': last(tailwind[3]),
    'Tailwind 4, before ours': first(tailwind[4]),
    'Tailwind 4, after ours': last(tailwind[4]),
    'Bootstrap 5, before ours': first(bootstrap),
    'Bootstrap 5, after ours': last(bootstrap),
    'normalize.css': last(read('normalize.css/normalize.css')),
    'modern-normalize': last(read('modern-normalize/modern-normalize.css')),
    'no margins': last('* { margin: 0; padding: 0 }'),
    'nothing at all': last(
      '*, *::before, *::after { margin: 0; padding: 0; border: 0; outline: 0; font: inherit; background: none; border-radius: 0; list-style: none; vertical-align: baseline }',
    ),
    'sizes without padding': last('*, *::before, *::after { box-sizing: content-box }'),
    'inherited sizes': last('*, *::before, *::after { box-sizing: inherit }'),
    'loud elements, after ours': last(`${elements} { ${loud} }`),
    'loud elements, before ours': first(`${elements} { ${loud} }`),
    'elements in elements': last(
      `html body section div, html body form > div, main ul > li, main table tr:nth-child(odd) td, main dl dt { ${loud} }`,
    ),
    'elements of a kind': last(
      `[type='button'], [type='submit'], [type='search'], button:not(:disabled), input:not([type='checkbox']), a:not([class]), a:link, li:first-child { ${loud} }`,
    ),
    'what stands before and after': last(
      'section::before, p::before, span::after, a::after, button::after, td::before { content: "X" } ::placeholder { color: red; font-size: 30px }',
    ),
    media: last(
      `iframe { width: 300px; max-width: 100%; height: auto; border: 5px solid red }
      svg { display: block; width: 100%; height: auto; fill: red }
      path, svg * { fill: red; stroke: green; stroke-width: 4 }
      img, video { max-width: 100%; height: auto; border-radius: 50% }`,
    ),
    'a page that inherits': last(
      'body { color: red; font-size: 22px; font-weight: 300; font-style: italic; line-height: 3; letter-spacing: 0.1em; text-align: center; text-transform: uppercase; word-break: break-all; list-style: square }',
    ),
    'small rem': last('html { font-size: 10px }'),
    'large rem': last('html { font-size: 20px }'),
  }
}
