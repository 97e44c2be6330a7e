import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../test/support/test-app.ts'
import { InvalidInput, Refused } from '../kernel/errors.ts'
import { signInCommand } from './sign-in.ts'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

test('closing an organisation’s sign-in stops its sessions at once, opening lets them go on, and both are told', async () => {
  const anders = await portal.as('Anders')
  const lone = await portal.as('Lone')
  expect(await signInCommand(portal.app.world, '11111111', true)).toBe('Korsbæk Kommune')
  expect([(await anders.get('/')).statusCode, (await lone.get('/')).statusCode]).toEqual([303, 200])
  await expect(signInCommand(portal.app.world, '11111111', true)).rejects.toThrow(Refused)
  await signInCommand(portal.app.world, '11111111', false)
  expect((await anders.get('/')).statusCode).toBe(200)
  await expect(signInCommand(portal.app.world, '11111111', false)).rejects.toThrow(Refused)
  const { rows } = await portal.owner.query(
    `select type, organisation_id, origin, facts ->> 'name' as name from event where subject_type = 'organisation' order by id`,
  )
  const told = { organisation_id: portal.organisation('Korsbæk'), origin: 'cli', name: 'Korsbæk Kommune' }
  expect(rows).toEqual([
    { type: 'organisation.signInClosed', ...told },
    { type: 'organisation.signInOpened', ...told },
  ])
})

test.each(['', '1234567', '12345678x', '99999999'])('%j names no organisation', async (cvr) => {
  await expect(signInCommand(portal.app.world, cvr, true)).rejects.toThrow(InvalidInput)
})
