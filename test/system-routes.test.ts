import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from './support/test-app.ts'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

const ask = async (url: string) => {
  const answer = await portal.anybody().get(url)
  return { status: answer.statusCode, body: answer.json() }
}

describe('for those who run the portal', () => {
  test('it is alive and ready', async () => {
    expect(await ask('/healthz')).toEqual({ status: 200, body: { status: 'ok' } })
    expect(await ask('/readyz')).toMatchObject({ status: 200, body: { status: 'ok' } })
  })

  test('alive but not ready while its database does not answer', async () => {
    const { pool } = portal.app.world.database
    const query = pool.query
    pool.query = (() => Promise.reject(new Error('the server is gone'))) as typeof query
    try {
      expect(await ask('/readyz')).toEqual({ status: 503, body: { status: 'database does not answer' } })
      expect(await ask('/healthz')).toMatchObject({ status: 200 })
    } finally {
      pool.query = query
    }
    expect(await ask('/readyz')).toMatchObject({ status: 200 })
  })
})
