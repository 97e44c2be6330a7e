import { describe, expect, test } from 'vitest'
import { oidcEnvironment } from '../../../test/support/oidc-environment.ts'
import { samlEnvironment } from '../../../test/support/saml-environment.ts'
import { ssoEnvironment } from '../../../test/support/sso-portal.ts'
import { readConfig } from '../../config.ts'
import { cast } from '../../demo/cast.ts'
import type { World } from '../../platform/http/world.ts'
import { allQueues } from '../../queues.ts'
import { allRoutes } from '../../routes.ts'
import { findEventWords, listEventTypes } from './event-words.ts'
import { toldChanges } from './told-change.ts'

const config = readConfig({ MODE: 'demo', ...samlEnvironment(), ...oidcEnvironment(), ...ssoEnvironment })
// Only the declarations are read; nothing of the world is used.
const world = { queues: [] } as unknown as World
const declared = allRoutes({ cast, config, world, openApi: () => ({}) }).flatMap((route) =>
  route.audit.kind === 'changes' ? route.audit.events : [],
)
const listened = allQueues(world, config).flatMap((queue) => queue.listensTo ?? [])

test.each([...new Set([...declared, ...listened])].sort())('%s has words in both languages', (type) => {
  expect(findEventWords(type, 'da')?.name).toBeTruthy()
  expect(findEventWords(type, 'en')?.name).toBeTruthy()
})

test('both languages know the same types, each with a name of its own', () => {
  const types = (language: 'da' | 'en') =>
    listEventTypes(language)
      .map(({ type }) => type)
      .sort()
  expect(types('en')).toEqual(types('da'))
  for (const language of ['da', 'en'] as const) {
    const names = listEventTypes(language).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  }
})

test.each([
  [
    'assignment.started',
    { roleName: 'Superbruger', userName: 'Anders Skov' },
    'gav rollen »Superbruger« til Anders Skov',
  ],
  ['assignment.started', {}, 'gav rollen til en person'],
  ['rollout.published', { taskCount: 98 }, 'sendte opgaven ud til 98 kommuner'],
  ['attachment.added', { name: 'Referat.pdf' }, 'tilføjede filen »Referat.pdf«'],
  ['session.started', { systemRoles: [] }, 'loggede på'],
  ['session.ended', { cause: 'identityProvider', door: 'oidc' }, 'blev logget af fra KOMBITs eget login'],
  [
    'session.ended',
    { cause: 'identityProvider', door: 'saml' },
    'blev logget af fra Fælleskommunal Adgangsstyring',
  ],
  [
    'certification.brakeDecided',
    { decision: 'approved', policy: 'suspend', lines: 1, roleName: 'Superbruger', roundName: 'Årlig' },
    'godkendte, at rollen »Superbruger« blev sat på pause for 1 person i »Årlig«, til nogen svarer',
  ],
  [
    'certification.brakeDecided',
    { decision: 'approved', policy: 'remove', lines: 3, roleName: 'Superbruger', roundName: 'Årlig' },
    'godkendte, at 3 personer mister rollen »Superbruger« i »Årlig«, hvis ingen svarer',
  ],
])('%s with %j: %s', (type, facts, words) => {
  expect(findEventWords(type, 'da')?.did(facts)).toBe(words)
})

test('names that every object has are no types', () => {
  expect(findEventWords('toString', 'da')).toBeNull()
  expect(findEventWords('__proto__', 'da')).toBeNull()
})

describe('changes in words', () => {
  test.each([
    ['status', { from: 'inProgress', to: 'completed' }, 'Status: I gang → Fuldført'],
    ['startsOn', { from: null, to: '2026-11-30' }, 'Startdato: tom → 30-11-2026'],
    ['toString', { from: 'constructor', to: 'valueOf' }, 'toString: constructor → valueOf'],
    ['version', { from: 1, to: 2 }, 'Version: 1 → 2'],
    ['isPrimary', { from: false, to: true }, 'isPrimary: nej → ja'],
    ['performer', { to: 'Anders Skov' }, 'Udfører: tom → Anders Skov'],
    ['channels', { from: [], to: ['varsler'] }, 'channels: [] → ["varsler"]'],
    ['text', { from: 'x'.repeat(201), to: '' }, `text: ${'x'.repeat(200)} … → tom`],
  ])('%s %j', (field, change, words) => {
    const [told] = toldChanges({ [field]: change }, 'da')
    expect(`${told?.field}: ${told?.from} → ${told?.to}`).toBe(words)
  })
})
