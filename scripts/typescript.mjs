// Lets node run TypeScript without a build and outside jest: `node --import ./scripts/typescript.mjs FILE`.
import { register } from 'node:module'

const hooks = `
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import swc from ${JSON.stringify(import.meta.resolve('@swc/core'))}

// Sources import each other as NodeNext wants it ('./x.js'); what lies there is x.ts.
export async function resolve(specifier, context, next) {
  if (/^[.].*[.]js$/.test(specifier) && /[.](ts|mjs)$/.test(context.parentURL ?? '')) {
    const url = new URL(specifier.replace(/[.]js$/, '.ts'), context.parentURL)
    if (existsSync(fileURLToPath(url))) return { url: url.href, format: 'module', shortCircuit: true }
  }
  return next(specifier, context)
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const { code } = await swc.transform(await readFile(new URL(url), 'utf8'), {
    filename: fileURLToPath(url),
    sourceMaps: 'inline',
    jsc: { target: 'es2022', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } },
    module: { type: 'es6' },
  })
  return { format: 'module', source: code, shortCircuit: true }
}`
register(`data:text/javascript,${encodeURIComponent(hooks)}`, import.meta.url)
