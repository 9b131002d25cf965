import { parseSync } from 'vite'

/**
 * Reads what a TypeScript file imports, in all ways that there are: imports and exports of values and of
 * types, `import()`, and types written as `import('…')`.
 *
 * @param {string} path
 * @param {string} text
 * @returns {{ specifier: string, isLazy: boolean }[]} `isLazy` for what is loaded when the code runs.
 */
export function readImports(path, text) {
  /** @type {{ specifier: string, isLazy: boolean }[]} */
  const imports = []
  visit(parseSync(path, text).program, (node) => {
    if (!SOURCES.includes(node.type)) return
    const { value } = node.source ?? node.argument?.literal ?? {}
    if (typeof value === 'string') {
      imports.push({ specifier: value, isLazy: node.type === 'ImportExpression' })
    }
  })
  return imports
}

const SOURCES = [
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]

/**
 * @param {any} node
 * @param {(node: any) => void} report
 */
function visit(node, report) {
  if (typeof node !== 'object' || node === null) return
  if (typeof node.type === 'string') report(node)
  for (const child of Object.values(node)) visit(child, report)
}
