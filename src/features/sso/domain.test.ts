import { describe, expect, test } from 'vitest'
import { civilDay } from '../../kernel/civil-day.ts'
import { claimsOf, type Gate, gitLabUser, passThrough, redirectUrisOf } from './domain.ts'

const inside: Gate = {
  server: 'mattermost',
  userId: '0b5a1c00-0000-4000-8000-000000000002',
  name: 'Anders Bo Skov',
  email: 'anders.skov@korsbaek.example',
  organisationId: 1,
  organisationName: 'Korsbæk Kommune',
  side: 'municipality',
  open: true,
  paused: false,
  beginsOn: null,
  ssoId: 100_001,
  username: 'anders.skov',
  signIn: 'bound',
  state: 'active',
}
const pass = { ssoId: 100_001, username: 'anders.skov', email: inside.email, name: 'Anders Bo Skov' }

describe('the gate', () => {
  const cases: [string, Partial<Gate>, unknown][] = [
    ['a role and an account', {}, pass],
    ['no role', { open: false }, 'noRole'],
    ['no role, an account that is still bound', { open: false, signIn: 'bound' }, 'noRole'],
    ['a role on pause', { open: false, paused: true }, 'paused'],
    ['a role to come', { open: false, beginsOn: civilDay('2026-12-01') }, 'notYet'],
    ['one role open and another on pause', { paused: true }, pass],
    ['no record yet', { ssoId: null, username: null, signIn: null, state: null }, 'preparing'],
    ['an account that was closed and is being opened', { signIn: 'closed', state: 'preparing' }, 'preparing'],
    ['an account that could not be made', { signIn: null, state: 'held' }, 'stuck'],
    ['work by hand', { signIn: null, state: 'waitingManual' }, 'stuck'],
    ['a server that does not answer, for an account that is bound', { state: 'paused' }, pass],
    ['no address any more', { email: null, state: 'active' }, 'stuck'],
    ['a name that was not noted yet', { username: null, state: 'preparing' }, 'preparing'],
  ]
  test.each(cases)('%s', (_name, more, answer) => {
    expect(passThrough({ ...inside, ...more })).toEqual(answer)
  })
})

describe('who it is', () => {
  const whole = { ...pass, email: 'anders.skov@korsbaek.example' }

  test('is told by a number as GitLab tells it', () => {
    expect(JSON.stringify(gitLabUser(whole))).toBe(
      '{"id":100001,"username":"anders.skov","email":"anders.skov@korsbaek.example","name":"Anders Bo Skov","state":"active"}',
    )
  })

  test('is the same number in OpenID Connect, as text', () => {
    expect(claimsOf(whole)).toMatchObject({ sub: '100001', given_name: 'Anders', family_name: 'Bo Skov' })
  })
})

test.each(['https://chat.test', 'https://chat.test/'])('%s is come back to in four ways', (url) => {
  expect(redirectUrisOf(url)).toEqual([
    'https://chat.test/signup/gitlab/complete',
    'https://chat.test/login/gitlab/complete',
    'https://chat.test/signup/openid/complete',
    'https://chat.test/login/openid/complete',
  ])
})
