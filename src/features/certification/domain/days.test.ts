import { expect, test } from 'vitest'
import { civilDay } from '../../../kernel/civil-day.ts'
import { closedWords } from '../standing-texts.ts'
import { removesOnceApproved } from './closing.ts'
import { countsForPlan } from './schedule.ts'
import { type StandingInput, type StandingRole, standingOf } from './standing.ts'

test.each<[string, string | null, string, number, string]>([
  ['the announced day, where it comes later', '2026-12-25', '2026-12-10', 14, '2026-12-25'],
  ['the grace from the decision, where that came late', '2026-12-25', '2027-01-12', 14, '2027-01-26'],
  ['one whole day without any grace', '2026-12-12', '2026-12-12', 0, '2026-12-14'],
  ['one whole day with a grace of one', '2026-12-13', '2026-12-12', 1, '2026-12-14'],
  ['the grace where no day was announced', null, '2026-12-12', 14, '2026-12-26'],
])('a removal once the brake is let go (C4): %s', (_name, announced, today, graceDays, on) => {
  expect(
    removesOnceApproved(announced === null ? null : civilDay(announced), civilDay(today), graceDays),
  ).toBe(on)
})

test.each<[number, number, boolean]>([
  [300, 300, true],
  [270, 300, true],
  [269, 300, false],
  [1, 1, true],
  [0, 0, false],
  [0, 5, false],
])('a round of %i of %i who hold a role counts for its plan: %s', (lines, holders, counts) => {
  expect(countsForPlan({ lines, holders })).toBe(counts)
})

const role = (roleName: string, change: Partial<StandingRole> = {}): StandingRole => ({
  ...{ roleName, nonResponse: 'keep', removesOn: null, brake: null },
  ...change,
})
const round = (change: Partial<StandingInput> = {}): StandingInput => ({
  ...{ status: 'closed', closesOn: civilDay('2026-11-27'), closedAt: new Date('2026-11-28T01:00:00Z') },
  ...{ roles: [role('A')] },
  ...change,
})
const removed = (on: string, brake: StandingRole['brake'] = null): Partial<StandingRole> => ({
  ...{ nonResponse: 'remove', removesOn: civilDay(on), brake },
})

test.each<[string, Partial<StandingInput>, string, string | null]>([
  ['open', { status: 'open', closedAt: null }, '2026-11-27', null],
  [
    'past its last day, and closed by nobody yet',
    { status: 'open', closedAt: null },
    '2026-11-29',
    'Lukket 27-11-2026',
  ],
  ['waiting in one role', {}, '2026-11-28', 'Lukket 28-11-2026, kan besvares til og med 11-12-2026'],
  ['waiting in none', { roles: [] }, '2026-11-28', 'Lukket 28-11-2026'],
  ['long over', {}, '2026-12-12', 'Lukket 28-11-2026'],
  [
    'waiting in two with the same day',
    { roles: [role('A'), role('B')] },
    '2026-11-28',
    'Lukket 28-11-2026, kan besvares til og med 11-12-2026',
  ],
  [
    'waiting in two with each their day',
    { roles: [role('A'), role('B', removed('2026-12-05'))] },
    '2026-11-28',
    'Lukket 28-11-2026, kan besvares til og med 04-12-2026 for B og til og med 11-12-2026 for A',
  ],
  [
    'waiting in many',
    { roles: [role('A'), role('B'), role('C'), role('D', removed('2026-12-05'))] },
    '2026-11-28',
    'Lukket 28-11-2026, kan besvares til og med 04-12-2026 for D og til og med 11-12-2026 for 3 roller',
  ],
  [
    'one of them gone by',
    { roles: [role('A'), role('B', removed('2026-12-05'))] },
    '2026-12-06',
    'Lukket 28-11-2026, kan besvares til og med 11-12-2026',
  ],
  [
    'held by the brake: no day of removal counts',
    { roles: [role('A', removed('2026-12-05', 'held'))] },
    '2026-11-28',
    'Lukket 28-11-2026, kan besvares til og med 11-12-2026',
  ],
])('how a round is told: %s', (_name, change, today, words) => {
  expect(closedWords(round(change), civilDay(today), 'da')).toBe(words)
})

test('the earliest of the last days is the one by which all can be answered', () => {
  const roles = [role('A'), role('B', removed('2026-12-05'))]
  expect(standingOf(round({ roles }), civilDay('2026-11-28')).answerableUntil).toBe('2026-12-04')
})
