import { describe, expect, test } from 'vitest'
import { type Answerer, isSelfAnswer, whyNotAnswer } from './answering.ts'
import type { Item } from './item.ts'
import { hanne, katrine, line } from './line-for-tests.ts'

describe('which lines take an answer (C2, C5)', () => {
  test.each<[string, Partial<Item>, string | null]>([
    ['one without an answer', {}, null],
    ['one with an answer, before the close', { answer: 'keep' }, null],
    ['one withdrawn, before the close', { answer: 'withdraw', isHeldOpen: false }, null],
    ['one with an answer, after the close', { answer: 'keep', roundStatus: 'closed' }, 'round-closed'],
    ['one that goes on without an answer', { roundStatus: 'closed', consequence: 'kept' }, null],
    ['one in its grace', { roundStatus: 'closed', consequence: 'grace' }, null],
    ['one held by the brake', { roundStatus: 'closed', consequence: 'held' }, null],
    ['one on pause, long after', { roundStatus: 'settled', consequence: 'suspended' }, null],
    ['one that goes on, long after', { roundStatus: 'settled', consequence: 'kept' }, 'too-late'],
    ['one removed', { roundStatus: 'closed', consequence: 'removed', isHeldOpen: false }, 'too-late'],
    ['one whose role ended outside', { isHeldOpen: false }, 'role-ended'],
    ['… and that is noted', { consequence: 'elsewhere', isHeldOpen: false }, 'role-ended'],
    ['one of somebody who is back', { consequence: 'returned' }, 'returned'],
    ['one that is asked again', { roundStatus: 'closed', consequence: 'askedAgain' }, 'asked-again'],
  ])('%s', (_name, change, code) => {
    expect(whyNotAnswer({ ...line, ...change }, katrine)?.code ?? null).toBe(code)
  })

  test('one’s own is somebody else’s to answer, where there is somebody else', () => {
    const own = { ...line, userId: 'katrine' }
    expect(whyNotAnswer(own, katrine)).toBeNull()
    const refusal = whyNotAnswer(own, { ...katrine, administrators: [...katrine.administrators, hanne] })
    expect(refusal?.sentence.da).toBe(
      'Du kan ikke bekræfte din egen rolle. Hanne Berg, der er KLIK-administrator, svarer for dig.',
    )
  })
})

describe('a deputy answers as the one they act for would (C2, R2)', () => {
  const principal = { id: 'katrine', name: 'Katrine Holm' }
  const deputy = (...others: (typeof hanne)[]): Answerer => ({
    id: 'anders',
    principal,
    administrators: [principal, ...others],
  })
  const about = (userId: string) => ({ ...line, userId })

  test('about the only administrator: allowed, and marked as an answer about oneself', () => {
    expect(whyNotAnswer(about('katrine'), deputy())).toBeNull()
    expect(isSelfAnswer(about('katrine'), deputy())).toBe(true)
  })

  test('about one of several: somebody else’s to answer', () => {
    const refusal = whyNotAnswer(about('katrine'), deputy(hanne))
    expect(refusal?.code).toBe('own-role')
    expect(refusal?.sentence.da).toContain('på vegne af Katrine Holm')
    expect(refusal?.sentence.da).toContain('Hanne Berg')
  })

  test('about the deputy: the administrator’s to answer', () => {
    expect(whyNotAnswer(about('anders'), deputy())?.sentence.da).toBe(
      'Du kan ikke bekræfte din egen rolle. Katrine Holm, der er KLIK-administrator, svarer for dig.',
    )
  })

  test('about anybody else, another administrator too: allowed, and not marked', () => {
    for (const id of ['jonas', 'hanne']) {
      expect(whyNotAnswer(about(id), deputy(hanne))).toBeNull()
      expect(isSelfAnswer(about(id), deputy(hanne))).toBe(false)
    }
  })
})

test('a machine answers for an administrator’s own role only where there is one alone, and then it is marked (C2)', () => {
  const own = { ...line, userId: 'katrine' }
  const machine = (...ids: string[]): Answerer => ({
    id: 'client',
    administrators: ids.map((id) => ({ id, name: id })),
    isMachine: true,
  })
  expect(whyNotAnswer(own, machine('katrine', 'hanne'))?.code).toBe('own-role')
  expect(whyNotAnswer(own, machine('katrine'))).toBeNull()
  expect(isSelfAnswer(own, machine('katrine'))).toBe(true)
  expect(whyNotAnswer(line, machine('katrine', 'hanne'))).toBeNull()
  expect(isSelfAnswer(line, machine('katrine'))).toBe(false)
})
