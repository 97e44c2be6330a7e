import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

/** Words that say nothing about what a file or a thing holds (design: Names). */
const banned = ['util', 'helper', 'manager', 'service', 'handler', 'info', 'misc']

/** What SAML calls the one who asks who somebody is: a term of the field, with a banned word in it. */
const termsOfTheField = /serviceProvider/gi

const mostLines = 300

/** Tests are tables of cases: longer, and no worse for it. */
const mostTestLines = 450

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

const files = await sources('src')
const texts = new Map(
  await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)),
)

/** Files that are one list, made or kept by hand: longer than a person reads at once, and no worse for it. */
const lists = ['src/platform/db/tables.ts', 'src/features/organisations/municipalities.ts']

test('no file passes 300 lines, no test 450', () => {
  const long = files
    .filter((file) => !lists.includes(file) && !/texts\.ts$|demo\//.test(file))
    .map((file) => ({ file, lines: texts.get(file)?.split('\n').length ?? 0 }))
    .filter(({ file, lines }) => lines > (/\.test\.tsx?$/.test(file) ? mostTestLines : mostLines))
  expect(long).toEqual([])
})

test('the median file is at most 90 lines', () => {
  const lengths = files.map((file) => texts.get(file)?.split('\n').length ?? 0).sort((a, b) => a - b)
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(90)
})

test('names of files are kebab-case and say what they hold', () => {
  const odd = files.filter((file) => {
    const name = basename(file).replace(/(\.test)?\.tsx?$/, '')
    return (
      !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ||
      name.split('-').some((word) => banned.includes(word) || banned.includes(word.replace(/s$/, '')))
    )
  })
  expect(odd).toEqual([])
})

test('nothing exported carries a banned word', () => {
  const declaration = /^export (?:async )?(?:function|const|class|interface|type)\s+([A-Za-z0-9]+)/gm
  const odd = files.flatMap((file) =>
    [...(texts.get(file) ?? '').matchAll(declaration)]
      .map((match) => (match[1] ?? '').replace(termsOfTheField, ''))
      .filter((name) =>
        banned.some(
          (word) =>
            new RegExp(`(^|[a-z])${word}s?($|[A-Z])`, 'i').test(name) &&
            new RegExp(`(^${word}s?($|[A-Z]))|(${word[0]?.toUpperCase()}${word.slice(1)}s?($|[A-Z]))`).test(
              name,
            ),
        ),
      )
      .map((name) => `${file}: ${name}`),
  )
  expect(odd).toEqual([])
})

test('rules are pure: no waiting, no clock, no chance', () => {
  const impure = files
    .filter((file) => /\/(domain|policy)[^/]*\.ts$|\/domain\//.test(file) && !file.endsWith('.test.ts'))
    .filter((file) => /\bawait\b|Date\.now|new Date\(\)|Math\.random|process\./.test(texts.get(file) ?? ''))
  expect(impure).toEqual([])
})

test('only the configuration reads the environment', () => {
  const readers = files.filter(
    (file) => /process\.env/.test(texts.get(file) ?? '') && !file.endsWith('.test.ts'),
  )
  expect(readers.filter((file) => !['src/config.ts', 'src/main.ts', 'src/cli.ts'].includes(file))).toEqual([])
})

test('nothing silenced without its reason, nothing half done', () => {
  const odd = files.flatMap((file) =>
    (texts.get(file) ?? '')
      .split('\n')
      .filter((line) =>
        /@ts-ignore|@ts-nocheck|\bas any\b|TODO|FIXME|biome-ignore [^:]*$|\.(only|todo)\(/.test(line),
      )
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(odd).toEqual([])
})

test('no text says a word twice in a row', () => {
  const comment = /^\s*(\/\/|\/?\*).*$/gm
  const odd = files
    .filter(
      (file) => /(texts?|words|domain|policy)[^/]*\.ts$|\/domain\//.test(file) && !/\.test\.ts$/.test(file),
    )
    .flatMap((file) =>
      [
        ...(texts.get(file) ?? '')
          .replace(comment, '')
          .matchAll(/(?<![\p{L}\p{N}])(\p{L}{2,}) +\1(?![\p{L}\p{N}])/giu),
      ].map(([words]) => `${file}: ${words}`),
    )
  expect(odd).toEqual([])
})

test('pages carry no inline style or script', () => {
  const odd = files.filter(
    (file) =>
      file.endsWith('.tsx') &&
      !file.endsWith('.test.tsx') &&
      /\sstyle=|<style[\s>]|<script(?![^>]*\ssrc=)|\son[A-Z][a-zA-Z]*=\{/.test(texts.get(file) ?? ''),
  )
  expect(odd).toEqual([])
})

test('no migration is changed in name or order: dated, plain, forward', async () => {
  const names = (await readdir('migrations')).sort()
  expect(names.filter((name) => !/^\d{8}_\d{4}_[a-z0-9_]+\.sql$/.test(name))).toEqual([])
  expect(new Set(names.map((name) => name.slice(0, 13))).size).toBe(names.length)
})

test('no private key lies in the repository: tests make theirs when they run', async () => {
  const run = promisify(execFile)
  const { stdout } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'])
  const names = stdout.split('\0').filter(Boolean)
  expect(names.length).toBeGreaterThan(1000)
  expect(names.filter((name) => /\.(key|p12|pfx|jks|p8)$/i.test(name))).toEqual([])
  const block = /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\s|\\[nr])*[A-Za-z0-9+/=]{40}/
  const holding: string[] = []
  for (const name of names) {
    // What is deleted and not committed yet is named all the same; a link leads elsewhere.
    const text = await readFile(name, 'latin1').catch(() => '')
    if (block.test(text)) holding.push(name)
  }
  expect(holding).toEqual([])
})

test('the check of imports sees the sources it judges', async () => {
  const words = ['src', '--config', '.dependency-cruiser.mjs', '--output-type', 'json']
  const { stdout } = await promisify(execFile)('node_modules/.bin/depcruise', words, {
    maxBuffer: 100_000_000,
  })
  const { summary } = JSON.parse(stdout) as { summary: { totalCruised: number } }
  expect(summary.totalCruised).toBeGreaterThan(100)
})

test('the lock file names no registry: packages come from whichever is in use', async () => {
  const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8'))
  expect(Object.keys(packages).length).toBeGreaterThan(100)
  expect(Object.entries<{ resolved?: string }>(packages).filter(([, { resolved }]) => resolved)).toEqual([])
})
