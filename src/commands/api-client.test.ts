import { afterEach, expect, test, vi } from 'vitest'
import { checkApiClientWish } from './api-client.ts'
import { runCommand } from './run-command.ts'

afterEach(() => vi.restoreAllMocks())

const right = { organisationCvr: '11111111', name: ' Sagssystem ', permissions: ['task.read', 'task.optOut'] }

test('a wish that is right is kept as it is to be written', () => {
  expect(checkApiClientWish(right)).toEqual({ name: 'Sagssystem', permissions: ['task.read', 'task.optOut'] })
})

test.each([
  ['no CVR number', { organisationCvr: '1111111' }, 'cvr'],
  ['no name', { name: ' ' }, 'name'],
  ['no permission', { permissions: [] }, 'permissions'],
  ['an unknown permission', { permissions: ['task.read', 'task.eat'] }, 'permissions'],
])('%s is told by its field', (_name, change, field) => {
  expect(() => checkApiClientWish({ ...right, ...change })).toThrow(`Invalid input: ${field}`)
})

test('what is called wrongly is refused before the database is opened', async () => {
  const said: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => said.push(String(line)) > 0)
  const nowhere = { MODE: 'demo', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }
  expect(await runCommand(['api-client', 'create', '--name', 'Sagssystem'], nowhere)).toBe(1)
  expect(said.join('')).toBe('Write a CVR number of 8 digits.\nWrite at least one permission.\n')
})
