import { describe, expect, test } from 'vitest'
import { homeOf, isSomebodyElse, type KnownUser } from './domain-arrival.ts'

const known: KnownUser = { organisationId: 1, ownCvr: '11111111', hasLeft: false, hasRights: true }
const grants = (...ids: number[]) =>
  ids.map((organisationId) => ({ organisationId, systemRoles: ['bruger'] as const }))

describe('a UUID that arrives', () => {
  test.each([
    ['for the first time', null, '11111111', false],
    ['from the same organisation', known, '11111111', false],
    ['from another', known, '55133018', true],
    ['from another, after the first noted that they left', { ...known, hasLeft: true }, '55133018', false],
    ['from another, after the first took the privilege', { ...known, hasRights: false }, '55133018', false],
    ['where nobody has vouched before', { ...known, ownCvr: null }, '55133018', false],
  ])('%s', (_name, before, cvr, isTaken) => {
    expect(isSomebodyElse(before, cvr)).toBe(isTaken)
  })
})

describe('where somebody is a user', () => {
  test.each([
    ['one organisation, which is their own', grants(1), null, 1, 1, 1],
    ['their own, whomever they act for', grants(1, 2), null, 1, 2, 1],
    ['where they act, when their own gives nothing', grants(2), null, 1, 2, 2],
    ['where they act, when their own is not known', grants(2, 3), null, null, 3, 3],
    ['where they were, when their own is not known', grants(2, 1), known, null, 2, 1],
    ['their own still, though its privilege is gone', grants(2), known, 1, 2, 1],
    ['where they act, when their own has let them go', grants(2), { ...known, hasLeft: true }, 1, 2, 2],
    ['their new own', grants(2), known, 2, 2, 2],
    ['where they were, though it gives nothing this time', grants(2), known, null, 2, 1],
    ['where they act, once the right there is gone', grants(2), { ...known, hasRights: false }, null, 2, 2],
    ['where they act, once it has let them go', grants(2), { ...known, hasLeft: true }, null, 2, 2],
  ])('%s', (_name, given, before, own, chosen, home) => {
    expect(homeOf({ grants: given, known: before, ownOrganisationId: own, chosenId: chosen })).toBe(home)
  })
})
