import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

test.each([
  ['/hjaelp', 'Fra opgave til adgang'],
  ['/tilgaengelighed', 'WCAG 2.2'],
])('%s is there for everybody, in both languages', async (path, words) => {
  const danish = await portal.anybody().get(path)
  expect(danish.statusCode).toBe(200)
  expect(danish.payload).toContain(words)
  const english = await portal.anybody().get(path, { cookie: 'tvaers_language=en' })
  expect(english.payload).toContain('<html lang="en">')
  const katrine = await portal.as('Katrine')
  expect((await katrine.get(path)).payload).toContain('Katrine Holm')
})
