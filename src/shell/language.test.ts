import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../test/support/test-app.ts'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

test.each([
  ['/opgaver?status=open', '/opgaver?status=open'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/\n/evil.example', '/'],
  ['https://evil.example', '/'],
])('the choice of language leads back to %j as %s', async (wanted, path) => {
  const answer = await portal.anybody().get(`/sprog/en?til=${encodeURIComponent(wanted)}`)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, path])
  expect(answer.cookies).toEqual([expect.objectContaining({ name: 'tvaers_language', value: 'en' })])
})

test('a language we do not have does not exist', async () => {
  expect((await portal.anybody().get('/sprog/sv')).statusCode).toBe(404)
})
