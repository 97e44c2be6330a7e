import { expect, test } from 'vitest'
import type { Actor, Side } from '../../kernel/actor.ts'
import type { Permission } from '../../kernel/permissions.ts'
import { actingThrough, needs, needsOn, passes, publicBecause, signedInBecause } from './access.ts'

const actor = (side: Side, ...permissions: Permission[]): Actor => ({
  kind: 'user',
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Katrine Holm',
  side,
  organisationId: 1,
  organisationName: 'Korsbæk Kommune',
  systemRoles: [],
  permissions: new Set(permissions),
})

test.each([
  ['public, nobody', publicBecause('test'), null, true],
  ['public, somebody', publicBecause('test'), actor('supplier'), true],
  ['signed in, nobody', signedInBecause('test'), null, false],
  ['signed in, somebody without rights', signedInBecause('test'), actor('supplier'), true],
  ['a permission, nobody', needs('task.read'), null, false],
  ['a permission held', needs('task.read'), actor('central', 'task.read'), true],
  ['a permission not held', needs('task.read'), actor('central', 'task.answer'), false],
  ['one of two', needs('task.read', 'task.answer'), actor('central', 'task.answer'), true],
  ['no permission named', needs(), actor('central', 'task.read'), false],
  ['the right side', needsOn('municipality', 'task.answer'), actor('municipality', 'task.answer'), true],
  ['the wrong side', needsOn('municipality', 'task.answer'), actor('central', 'task.answer'), false],
  ['the right side without', needsOn('municipality', 'task.answer'), actor('municipality'), false],
] as const)('%s: %#', (_name, access, who, allowed) => {
  expect(passes(access, who)).toBe(allowed)
})

test('a deputy acts on their own where they may, and on the administrator’s behalf where only she may', () => {
  const onBehalfOf = { id: '00000000-0000-4000-8000-000000000002', name: 'Katrine Holm' }
  const deputy: Actor = {
    ...actor('municipality', 'task.answer', 'assignment.write'),
    systemRoles: ['bruger'],
    onBehalfOf,
  }
  const own = actingThrough(needs('task.answer'), deputy)
  expect(own.onBehalfOf).toBeNull()
  expect(own.permissions.has('assignment.write')).toBe(false)
  expect(actingThrough(needs('assignment.write'), deputy)).toBe(deputy)
  const nobodys = actor('municipality', 'task.answer')
  expect(actingThrough(needs('task.answer'), nobodys)).toBe(nobodys)
})
