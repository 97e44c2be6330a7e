import { describe, expect, test } from 'vitest'
import { changedRules, changedTexts, draftFaults, type RoleDraft, tidied } from './domain.ts'
import { accessWords, certificationWords, holdersWords } from './words.ts'

const draft: RoleDraft = {
  name: 'Deltager',
  kind: 'crossCutting',
  solution: null,
  minimumHolders: 1,
  maximumHolders: null,
  hasPrimary: true,
  certificationMonths: 12,
  nonResponse: 'remove',
  graceDays: 14,
  access: [{ connector: 'mattermost', team: 'kommuner', channels: ['varsler', 'advisering'] }],
  purpose: 'Formål',
  tasks: 'Opgaver',
  responsibility: '',
  competences: '',
  accessNote: '',
}

describe('what is wrong with a draft', () => {
  const cases: [string, Partial<RoleDraft>, string[]][] = [
    ['nothing', {}, []],
    ['a role of one solution without the solution', { kind: 'solutionSpecific' }, ['solution']],
    ['a maximum below the minimum', { minimumHolders: 3, maximumHolders: 2 }, ['maximumHolders']],
    ['nobody at most', { minimumHolders: 0, maximumHolders: 0 }, ['maximumHolders']],
    ['a maximum equal to the minimum is fine', { minimumHolders: 2, maximumHolders: 2 }, []],
    [
      'a Mattermost name with capitals',
      { access: [{ connector: 'mattermost', team: 'Kommuner', channels: [] }] },
      ['team1'],
    ],
    [
      'a Mattermost channel with a blank',
      { access: [{ connector: 'mattermost', team: 'kommuner', channels: ['teknisk sparring'] }] },
      ['team1'],
    ],
    ['any name by hand', { access: [{ connector: 'manual', team: 'Søens system', channels: [] }] }, []],
    [
      'the same access twice',
      {
        access: [
          { connector: 'manual', team: 'A', channels: [] },
          { connector: 'manual', team: 'A', channels: ['b'] },
        ],
      },
      ['team2'],
    ],
  ]
  test.each(cases)('%s', (_name, change, fields) => {
    expect(Object.keys(draftFaults({ ...draft, ...change }))).toEqual(fields)
  })
})

test('a cross-cutting role has no solution, whatever was typed', () => {
  expect(tidied({ ...draft, solution: 'DUBU' }).solution).toBeNull()
  expect(tidied({ ...draft, kind: 'solutionSpecific', solution: 'DUBU' }).solution).toBe('DUBU')
})

test('two versions differ in the texts that were changed', () => {
  expect(changedTexts(draft, { ...draft, tasks: 'Andet', accessNote: 'Nyt' })).toEqual([
    'tasks',
    'accessNote',
  ])
})

test('the event of a change tells old and new rules, and no rule that is as it was', () => {
  expect(changedRules(draft, { ...draft, maximumHolders: 3, access: [] })).toEqual({
    maximumHolders: { from: null, to: 3 },
    access: { from: 'mattermost:kommuner/advisering,varsler', to: '' },
  })
  const sameAccess = [
    { connector: 'mattermost' as const, team: 'kommuner', channels: ['advisering', 'varsler'] },
  ]
  expect(changedRules(draft, { ...draft, access: sameAccess })).toEqual({})
})

test('rules are said in words', () => {
  expect(holdersWords(draft, 'da')).toBe('mindst én, én er primær')
  expect(holdersWords({ ...draft, minimumHolders: 0, hasPrimary: false }, 'da')).toBe(
    'intet krav til antallet',
  )
  expect(holdersWords({ ...draft, maximumHolders: 3 }, 'en')).toBe(
    'at least one, at most three, one is primary',
  )
  expect(certificationWords(draft, 'da')).toBe('Hvert år. Uden svar lukkes adgangen 14 dage efter fristen.')
  expect(certificationWords({ ...draft, certificationMonths: null }, 'da')).toBe('Bekræftes ikke.')
  expect(accessWords({ connector: 'mattermost', team: 'kommuner', channels: ['a', 'b', 'c'] }, 'da')).toBe(
    'Teamet »kommuner« og tre kanaler i Mattermost',
  )
  expect(accessWords({ connector: 'manual', team: 'Ekstranet', channels: [] }, 'da')).toBe(
    'Ekstranet, som KOMBIT åbner manuelt',
  )
})
