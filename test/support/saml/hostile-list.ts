import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import {
  afterAll,
  afterEach,
  expect,
  type RunnerTestCase,
  type RunnerTestFile,
  type RunnerTestSuite,
  TestRunner,
} from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** Set by a hostile case: what it was refused with, each code once. */
    refusedWith?: string[]
  }
}

/** Notes at the running test what something was refused with. */
export function noteRefusal(code: string): void {
  const test = TestRunner.getCurrentTest<RunnerTestCase | undefined>()
  if (test) test.meta.refusedWith = [...new Set([...(test.meta.refusedWith ?? []), code])]
}

const list = 'docs/hostile-cases.md'
const marker = (file: string): string => `<!-- ${file} -->`
const fileOf = (part: string): string => /^<!-- (\S+) -->/.exec(part)?.[1] ?? ''

/**
 * Compares docs/hostile-cases.md with what the hostile cases of the calling test file were refused with, when all of them
 * have run; with UPDATE_DOCS=1 it is written anew (`npm run hostile-cases`: one file after the other).
 */
export function keepListed(): void {
  let ran: RunnerTestFile | undefined
  afterEach(({ task }) => {
    ran = task.file
  })
  afterAll(async () => {
    if (!ran) return
    const cases = casesIn(ran)
    // Some were left out, or failed: that is told elsewhere, and the rest is not the list.
    if (cases.some(({ result }) => result?.state !== 'pass')) return
    const file = relative(process.cwd(), ran.filepath)
    const old = await readFile(list, 'utf8')
    const fresh = counted(withPart(old, file, tablesOf(cases)))
    if (process.env.UPDATE_DOCS) await writeFile(list, fresh)
    expect(await readFile(list, 'utf8'), `${list}: npm run hostile-cases writes it anew`).toBe(fresh)
  })
}

const casesIn = (suite: Pick<RunnerTestSuite, 'tasks'>): RunnerTestCase[] =>
  suite.tasks.flatMap((task) => (task.type === 'suite' ? casesIn(task) : [task]))

const escaped = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').replaceAll('<', '&lt;')

function tablesOf(cases: readonly RunnerTestCase[]): string {
  const groups = Map.groupBy(
    cases.filter(({ meta }) => meta.refusedWith),
    titleOf,
  )
  return [...groups]
    .map(([title, ofGroup]) =>
      [
        `## ${title[0]?.toUpperCase()}${title.slice(1)}`,
        '| case | refused with |',
        '|---|---|',
        ...ofGroup.map(({ name, meta }) => `| ${escaped(name)} | \`${meta.refusedWith?.join('`, `')}\` |`),
      ].join('\n'),
    )
    .join('\n\n')
}

/** The names of the groups around it; without one, its own. */
function titleOf(test: RunnerTestCase): string {
  const names: string[] = []
  for (let { suite } = test; suite && 'name' in suite && suite.name; suite = suite.suite)
    if (!('filepath' in suite)) names.unshift(suite.name)
  return names.join(', ') || test.name
}

/** Files stand in the order of their names, each part behind its marker. */
function withPart(text: string, file: string, tables: string): string {
  const [head = '', ...parts] = text.split(/\n(?=<!-- \S+\.test\.ts -->\n)/)
  const others = parts.filter((part) => !part.startsWith(marker(file)) && existsSync(fileOf(part)))
  const all = [...others, `${marker(file)}\n${tables}\n`].sort((a, b) => (a < b ? -1 : 1))
  return [head, ...all].join('\n')
}

function counted(text: string): string {
  const rows = [...text.matchAll(/^\| .* \| (`[a-zA-Z0-9.`, ]+`) \|$/gm)]
  const codes = new Set(rows.flatMap(([, cell = '']) => cell.match(/[a-zA-Z0-9.]+/g) ?? []))
  return text.replace(/\d+ cases, \d+ codes/, `${rows.length} cases, ${codes.size} codes`)
}
