import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { ConfigFault, describeSettings, hasDemoSignIn, readConfig } from '../src/config.ts'

const rows = describeSettings().map(
  ({ name, standard, meaning }) => `| \`${name}\` | ${standard ? `\`${standard}\`` : ''} | ${meaning} |`,
)
const table = ['| variable | unless set | meaning |', '|---|---|---|', ...rows].join('\n')

test('docs/operations.md lists every setting (UPDATE_DOCS=1 writes it anew)', async () => {
  const file = 'docs/operations.md'
  const text = await readFile(file, 'utf8')
  const fresh = text.replace(
    /<!-- settings -->[\s\S]*<!-- \/settings -->/,
    `<!-- settings -->\n${table}\n<!-- /settings -->`,
  )
  if (process.env.UPDATE_DOCS) await writeFile(file, fresh)
  expect(await readFile(file, 'utf8')).toBe(fresh)
})

const faultsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults
    throw error
  }
}

test('nothing set is a demo on port 3000', () => {
  expect(readConfig({})).toMatchObject({ MODE: 'demo', PORT: 3000, DATA_DIR: 'data' })
  expect(readConfig({ PORT: '4000' }).BASE_URL.origin).toBe('http://localhost:4000')
})

test.each([
  [{}, true],
  [{ DEMO_SIGN_IN: 'on' }, true],
  [{ DEMO_SIGN_IN: 'off' }, false],
  [{ MODE: 'production', SECRET_KEY: 'x'.repeat(32), BASE_URL: 'https://tvaers.example' }, false],
])('with %j the demo’s sign-in is there: %s', (environment, isThere) => {
  expect(hasDemoSignIn(readConfig(environment))).toBe(isThere)
})

test('the portal and the stand-in need a port each', () => {
  expect(faultsOf({ PORT: '8065' })).toEqual(['MATTERMOST_PORT: must differ from PORT'])
  expect(faultsOf({ PORT: '8065', MATTERMOST_PORT: '8066' })).toEqual([])
})

test('an address that is none is told with the form it should have', () => {
  const sentence = 'DATABASE_URL: must look like postgres://user:password@host/database'
  for (const url of ['mysql://x', 'hello', 'postgres://'])
    expect(faultsOf({ DATABASE_URL: url })).toEqual([sentence])
})

test('every fault is told at once', () => {
  const faults = faultsOf({ PORT: 'abc', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' })
  expect(faults.map((fault) => fault.split(':')[0])).toEqual(['PORT', 'DATABASE_URL', 'LOG_LEVEL'])
})

test('production asks for what demo can do without, and never has the demo door (S4)', () => {
  const faults = faultsOf({ MODE: 'production', DEMO_SIGN_IN: 'on' })
  expect(faults.map((fault) => fault.split(':')[0])).toEqual(['DEMO_SIGN_IN', 'SECRET_KEY', 'BASE_URL'])
  expect(
    faultsOf({ MODE: 'production', SECRET_KEY: 'x'.repeat(32), BASE_URL: 'http://t.example' }),
  ).toHaveLength(1)
})

test('a Mattermost address needs its token', () => {
  expect(faultsOf({ MATTERMOST_URL: 'https://chat.example' })).toHaveLength(1)
})

test('single sign-on needs a Mattermost, and a secret that is one', () => {
  const secret = { MATTERMOST_SSO_SECRET: 'x'.repeat(32) }
  expect(faultsOf(secret)).toEqual(['MATTERMOST_URL: required with MATTERMOST_SSO_SECRET'])
  const server = { MATTERMOST_URL: 'https://chat.example', MATTERMOST_TOKEN: 'x' }
  expect(faultsOf({ ...secret, ...server })).toEqual([])
  expect(faultsOf({ ...server, MATTERMOST_SSO_SECRET: 'kort' })).toHaveLength(1)
  expect(faultsOf({ MATTERMOST_SIGN_IN: 'saml' })).toHaveLength(1)
})

test('empty counts as unset', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' }).PORT).toBe(3000)
})
