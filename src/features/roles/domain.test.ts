import { describe, expect, test } from 'vitest'
import {
  changedRuleNames,
  changedRules,
  changedTexts,
  changeFaults,
  draftFaults,
  isFeltByHolders,
  isNamedAfterSystemRole,
  pointsOf,
  type RoleDraft,
  type RuleName,
  tidied,
} from './domain.ts'
import { accessWords, certificationWords, holdersWords, ruleWords } from './words.ts'

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
  handOver: '',
  takeOver: '',
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
      ['channels1'],
    ],
    [
      'a channel for each municipality is fine',
      { access: [{ connector: 'mattermost-cert', team: 'kommuner', channels: ['kommune-{kommune}'] }] },
      [],
    ],
    [
      'a rule with something unknown, also by hand',
      {
        access: [
          { connector: 'mattermost', team: 'kommuner', channels: ['by-{by}'] },
          { connector: 'manual', team: 'Ekstranet', channels: ['{region'] },
        ],
      },
      ['channels1', 'channels2'],
    ],
    [
      'a rule for a team',
      { access: [{ connector: 'mattermost', team: 'region-{region}', channels: [] }] },
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
  expect(changedTexts(draft, { ...draft, tasks: 'Andet', accessNote: 'Nyt', handOver: 'Husk' })).toEqual([
    'accessNote',
    'tasks',
    'handOver',
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

test('versions differ in the rules that were changed, and holders feel some of them', () => {
  const changed = { ...draft, maximumHolders: 3, certificationMonths: 6, access: [] }
  expect(changedRuleNames(draft, changed)).toEqual(['maximumHolders', 'certificationMonths', 'access'])
  expect(changedRuleNames(draft, draft)).toEqual([])
  for (const name of ['certificationMonths', 'nonResponse', 'graceDays', 'access'] as const)
    expect(isFeltByHolders(['name', name]), name).toBe(true)
  expect(
    isFeltByHolders(['name', 'kind', 'solution', 'minimumHolders', 'maximumHolders', 'hasPrimary']),
  ).toBe(false)
})

test('each rule is said before and after', () => {
  const said = (change: Partial<RoleDraft>, name: RuleName) => ruleWords({ ...draft, ...change }, name, 'da')
  expect([said({}, 'certificationMonths'), said({ certificationMonths: 6 }, 'certificationMonths')]).toEqual([
    'Hvert år',
    'Hver 6. måned',
  ])
  expect([said({}, 'maximumHolders'), said({ maximumHolders: 3 }, 'maximumHolders')]).toEqual([
    'Ingen grænse',
    '3',
  ])
  expect(said({ minimumHolders: 0 }, 'minimumHolders')).toBe('Intet krav')
  expect([said({}, 'hasPrimary'), said({ hasPrimary: false }, 'hasPrimary')]).toEqual(['Ja', 'Nej'])
  expect([said({}, 'nonResponse'), said({ nonResponse: 'keep' }, 'nonResponse')]).toEqual([
    'Adgangen lukkes',
    'Personen beholder rollen',
  ])
  expect(said({ graceDays: 1 }, 'graceDays')).toBe('1 dag')
  expect(said({ kind: 'solutionSpecific', solution: 'DUBU' }, 'kind')).toBe('Løsningsspecifik rolle, DUBU')
  expect(said({ solution: 'DUBU' }, 'solution')).toBe('DUBU')
  expect(said({}, 'name')).toBe('Deltager')
  expect(said({}, 'access')).toBe('Teamet »kommuner« og to kanaler i Mattermost: varsler, advisering')
  expect(said({ access: [] }, 'access')).toBe('Ingen systemer')
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
  expect(accessWords({ connector: 'mattermost-cert', team: 'vagt', channels: [] }, 'da')).toBe(
    'Teamet »vagt« i Mattermost (cert)',
  )
  expect(accessWords({ connector: 'manual', team: 'Ekstranet', channels: [] }, 'da')).toBe(
    'Ekstranet, som KOMBIT åbner manuelt',
  )
})

test('holders who are told of a change are told what it is', () => {
  expect(Object.keys(changeFaults({ isMaterial: true, note: '' }))).toEqual(['changeNote'])
  expect(changeFaults({ isMaterial: true, note: 'Nyt krav' })).toEqual({})
  expect(changeFaults({ isMaterial: false, note: '' })).toEqual({})
})

test.each([
  ['Ring til\nSkriv til', ['Ring til', 'Skriv til']],
  ['- Ring til\n\n* Skriv til\n  2. Se efter', ['Ring til', 'Skriv til', 'Se efter']],
  ['2 nøgler\n-uden blank', ['2 nøgler', '-uden blank']],
  ['', []],
])('the points of %j', (list, points) => {
  expect(pointsOf(list)).toEqual(points)
})

test.each([
  ['KLIK-administrator', true],
  ['Klik-Administrator', true],
  ['Stedfortræder for KLIK-administrator', true],
  ['KOMBIT-programleder', false],
  ['Tovholder for opgaver og roller', false],
])('a role called %s is named after the right: %s', (name, isNamed) => {
  expect(isNamedAfterSystemRole(name)).toBe(isNamed)
})
