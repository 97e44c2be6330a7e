import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDay, civilDay, daysBetween } from '../../kernel/civil-day.ts'
import { permissionsOf, type UserSystemRole } from '../../kernel/permissions.ts'
import {
  dueGroupOf,
  endOfWeek,
  firstSentence,
  groupByDue,
  listedBesideWheel,
  mostListed,
  mostTextCharacters,
  nextStepOf,
  type Steppable,
  shortened,
  startKindOf,
  startOfWeek,
} from './domain.ts'

const days = fc.integer({ min: -5_000, max: 5_000 }).map((count) => addDays(civilDay('2026-11-23'), count))

describe('whose page it is', () => {
  test.each<[UserSystemRole[], 'municipality' | 'central' | 'supplier', string]>([
    [['klik_administrator'], 'municipality', 'administrator'],
    [['bruger'], 'municipality', 'user'],
    [['bruger', 'klik_administrator'], 'municipality', 'administrator'],
    [[], 'municipality', 'user'],
    [['kombit_redaktoer'], 'central', 'editor'],
    [['kombit_drift', 'kombit_redaktoer'], 'central', 'editor'],
    [['kombit_drift'], 'central', 'operations'],
    [['revisor'], 'central', 'auditor'],
    [['kommunecert_analytiker'], 'central', 'analyst'],
    [['leverandoer'], 'supplier', 'supplier'],
  ])('%s at the %s: %s', (roles, side, kind) => {
    expect(startKindOf({ side, permissions: permissionsOf(roles) })).toBe(kind)
  })
})

describe('weeks are Monday to Sunday', () => {
  test.each([
    ['2026-11-23', '2026-11-29'],
    ['2026-11-28', '2026-11-29'],
    ['2026-11-29', '2026-11-29'],
    ['2026-12-31', '2027-01-03'],
    ['2026-03-29', '2026-03-29'],
  ])('the week of %s ends on %s', (day, sunday) => {
    expect(endOfWeek(civilDay(day))).toBe(sunday)
    expect(daysBetween(startOfWeek(civilDay(day)), civilDay(sunday))).toBe(6)
  })

  test('every day of a week ends with the same Sunday', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 6 }), (day, step) => {
        expect(endOfWeek(addDays(startOfWeek(day), step))).toBe(endOfWeek(day))
      }),
    )
  })
})

describe('groups by deadline', () => {
  test.each([
    ['2026-11-22', 'overdue'],
    ['2026-11-23', 'thisWeek'],
    ['2026-11-29', 'thisWeek'],
    ['2026-11-30', 'later'],
    [null, 'later'],
  ])('on Monday 23-11-2026, due on %s is %s', (dueOn, group) => {
    expect(dueGroupOf(dueOn ? civilDay(dueOn) : null, civilDay('2026-11-23'))).toBe(group)
  })

  test('every task is in exactly one group', () => {
    fc.assert(
      fc.property(days, fc.array(fc.option(days)), (today, dueDays) => {
        const groups = groupByDue(
          dueDays.map((dueOn) => ({ dueOn })),
          today,
        )
        expect(groups.overdue.length + groups.thisWeek.length + groups.later.length).toBe(dueDays.length)
        expect(groups.overdue.every(({ dueOn }) => dueOn !== null && dueOn < today)).toBe(true)
      }),
    )
  })
})

describe('the next step', () => {
  const task: Steppable = {
    status: 'notStarted',
    answerPath: null,
    boundRoleId: null,
    isRoleEnding: false,
    holderCount: 0,
    responsibleId: null,
    performerId: null,
    hasNewAnswer: false,
  }
  const katrine = { id: 'katrine', mayAssignRoles: true, mayNamePeople: true }
  const anders = { id: 'anders', mayAssignRoles: false, mayNamePeople: false }
  test.each<[string, Partial<Steppable>, typeof katrine, string]>([
    ['a role without holder', { boundRoleId: 'r' }, katrine, 'choosePerson'],
    ['answered on a page of its own', { answerPath: '/bekraeftelser/1' }, katrine, 'answer'],
    ['… for somebody who gives no roles', { answerPath: '/bekraeftelser/1' }, anders, 'open'],
    ['… under way', { answerPath: '/bekraeftelser/1', status: 'inProgress' }, anders, 'open'],
    ['… named for it', { answerPath: '/bekraeftelser/1', performerId: 'anders' }, anders, 'open'],
    ['… for somebody who gives no roles', { boundRoleId: 'r' }, anders, 'open'],
    ['… with an answer to read', { boundRoleId: 'r', hasNewAnswer: true }, katrine, 'choosePerson'],
    ['… for somebody who gives no roles', { boundRoleId: 'r', hasNewAnswer: true }, anders, 'readAnswer'],
    ['a role that ends', { boundRoleId: 'r', isRoleEnding: true }, katrine, 'finish'],
    ['a role with a holder', { boundRoleId: 'r', holderCount: 1 }, anders, 'finish'],
    ['an answer to read', { status: 'inProgress', hasNewAnswer: true }, anders, 'readAnswer'],
    ['under way', { status: 'inProgress', responsibleId: 'x' }, katrine, 'finish'],
    ['mine, not begun', { performerId: 'anders' }, anders, 'begin'],
    ['nobody’s', {}, katrine, 'namePeople'],
    ['nobody’s', {}, anders, 'open'],
    ['somebody else’s, not begun', { responsibleId: 'x' }, katrine, 'open'],
  ])('%s', (_name, parts, viewer, step) => {
    expect(nextStepOf({ ...task, ...parts }, viewer)).toBe(step)
  })
})

describe('the words of a row', () => {
  test.each([
    ['Udpeg en person. Og aftal resten.', 'Udpeg en person.'],
    [
      'Find dem, der udløber inden 1. februar, og bestil nye.',
      'Find dem, der udløber inden 1. februar, og bestil nye.',
    ],
    ['**Vælg** [rollen](https://x.example/a) i `galleriet`', 'Vælg rollen i galleriet'],
    ['\n\n# Opgaven\n\nTekst', 'Opgaven'],
    ['1. Læs\n2. Skriv', 'Læs Skriv'],
    ['', ''],
  ])('%j → %j', (markdown, sentence) => {
    expect(firstSentence(markdown)).toBe(sentence)
  })

  test('are never too long, and cut at a word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        expect(firstSentence(text).length).toBeLessThanOrEqual(mostTextCharacters + 1)
      }),
    )
    expect(shortened('en to tre fire', 10)).toBe('en to tre …')
  })
})

describe('beside the wheel', () => {
  const task = (number: number, day: CivilDay, isAnswered: boolean) => ({
    number,
    day,
    isAnswered,
    title: '',
  })
  test('stands what is open, and the latest answer', () => {
    const answered = Array.from({ length: 9 }, (_, index) =>
      task(index, civilDay(`2026-0${index + 1}-01`), true),
    )
    const open = [task(20, civilDay('2026-11-01'), false), task(21, civilDay('2026-12-01'), false)]
    expect([...listedBesideWheel([...open, ...answered])]).toEqual([4, 5, 6, 7, 8, 20, 21])
  })

  test('are never too many', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(days, fc.boolean())), (tasks) => {
        const listed = listedBesideWheel(
          tasks.map(([day, isAnswered], number) => task(number, day, isAnswered)),
        )
        expect(listed.size).toBeLessThanOrEqual(mostListed)
      }),
    )
  })
})
