import { describe, expect, test } from 'vitest'
import { addDays, civilDay } from '../../kernel/civil-day.ts'
import {
  type EndingDraft,
  endingFaults,
  endingSeenAs,
  suggestedEnd,
  whyNotCallOff,
  whyNotEdit,
  whyNotEndRole,
  whyNotTakeUp,
} from './domain-ending.ts'

const today = civilDay('2026-11-23')
const inUse = { isRetired: false, ending: null }
const ending = { isRetired: false, ending: { endsBefore: addDays(today, 1) } }
const due = { isRetired: false, ending: { endsBefore: today } }
const retired = { isRetired: true, ending: { endsBefore: today } }
const byHand = { isRetired: true, ending: null }

describe('what can be said of a role’s ending, and when', () => {
  test.each([
    ['in use', inUse, [null, 'role-not-ending', 'role-in-use', null]],
    ['to end tomorrow', ending, [null, null, 'role-in-use', null]],
    ['on its day, before anything was done', due, ['role-ends-now', 'role-ends-now', 'role-in-use', null]],
    ['taken out', retired, ['role-retired', 'role-retired', null, 'role-retired']],
    ['taken out without a word', byHand, ['role-retired', 'role-retired', null, 'role-retired']],
  ])('%s', (_name, role, codes) => {
    const refusals = [
      whyNotEndRole(role, today),
      whyNotCallOff(role, today),
      whyNotTakeUp(role),
      whyNotEdit(role),
    ]
    expect(refusals.map((refusal) => refusal?.code ?? null)).toEqual(codes)
  })
})

const draft: EndingDraft = { endsBefore: addDays(today, 42), reason: 'Løsningen lukker.', replacedById: null }

test('a role ends today at the earliest, and in favour of another', () => {
  expect(endingFaults({ ...draft, endsBefore: today }, 'own', today)).toEqual({})
  const wrong = { ...draft, endsBefore: addDays(today, -1), replacedById: 'own' }
  expect(Object.keys(endingFaults(wrong, 'own', today))).toEqual(['endsBefore', 'replacedById'])
})

test('some weeks are suggested: every notice before the last day comes in time', () => {
  expect(suggestedEnd(today) > addDays(today, 31)).toBe(true)
})

const access = {
  ...{ holders: 2, municipalities: 2, gaining: 0, losing: 2, losingIn: 2, losingAll: 1 },
  ...{ withoutRegion: [], places: [] },
}
const effect = {
  ...{ people: 2, municipalities: 2, planned: 0, waiting: 1, lines: 3, rounds: 1 },
  templates: [{ id: 't', title: 'Tildel rollen', openTasks: 4 }],
  access,
}

test('what was seen is the same only while it would do the same', () => {
  const seen = endingSeenAs(1, draft, effect)
  expect(endingSeenAs(1, { ...draft }, { ...effect })).toBe(seen)
  const others = [
    endingSeenAs(2, draft, effect),
    endingSeenAs(1, { ...draft, reason: 'Andet' }, effect),
    endingSeenAs(1, { ...draft, endsBefore: addDays(today, 41) }, effect),
    endingSeenAs(1, draft, { ...effect, people: 3 }),
    endingSeenAs(1, draft, { ...effect, waiting: 0 }),
    endingSeenAs(1, draft, { ...effect, lines: 2 }),
    endingSeenAs(1, draft, { ...effect, templates: [] }),
    endingSeenAs(1, draft, { ...effect, access: { ...access, losingAll: 2 } }),
  ]
  expect(others).not.toContain(seen)
  expect(new Set(others).size).toBe(others.length)
})
