import { describe, expect, test } from 'vitest'
import {
  type AccessEffect,
  type AskedAccess,
  type FoundPlace,
  type PlaceEffect,
  seenAs,
  troublesOf,
} from './domain-preview.ts'

const asked: AskedAccess = {
  connector: 'mattermost',
  team: 'kommuner',
  channels: [
    { typed: 'varsler', channel: 'varsler' },
    { typed: 'kommune-{kommune}', channel: 'kommune-aarhus' },
    { typed: 'kommune-{kommune}', channel: 'kommune-korsbaek' },
  ],
}

const answered = (...places: FoundPlace[]) => [
  { connector: 'mattermost' as const, team: 'kommuner', outcome: 'answered' as const, places },
]
const open = (channel: string | null, name = channel ?? 'kommuner'): FoundPlace => ({
  channel,
  state: 'open',
  name,
})
const missing = (channel: string | null): FoundPlace => ({ channel, state: 'missing', name: null })

describe('what must be told of the places', () => {
  const of = (...places: FoundPlace[]) => troublesOf([asked], answered(...places))

  test('nothing, where all are open under their names', () => {
    expect(of(open(null), open('varsler'), open('kommune-aarhus'), open('kommune-korsbaek'))).toEqual([])
  })

  test('the channels of a rule are told together', () => {
    const [trouble, ...others] = of(
      open(null),
      open('varsler'),
      missing('kommune-korsbaek'),
      missing('kommune-aarhus'),
    )
    expect(others).toEqual([])
    expect(trouble).toMatchObject({
      channel: 'kommune-{kommune}',
      kind: 'missing',
      names: ['kommune-aarhus', 'kommune-korsbaek'],
    })
  })

  test('archived and renamed are told apart; what is both is archived', () => {
    const archived: FoundPlace = { channel: 'kommune-aarhus', state: 'archived', name: 'gammel' }
    expect(of(open(null), open('varsler', 'varslinger'), archived)).toMatchObject([
      { channel: 'varsler', kind: 'renamed', now: 'varslinger' },
      { channel: 'kommune-{kommune}', kind: 'archived', now: null },
    ])
  })

  test('a missing team is told once, without its channels', () => {
    expect(of(missing(null), missing('varsler'))).toMatchObject([{ channel: null, names: ['kommuner'] }])
  })

  test('a name is no news of a place that is known by its id', () => {
    const id = 'x'.repeat(26)
    const byId = { ...asked, team: id, channels: [{ typed: id, channel: id }] }
    const answers = [{ ...answered()[0]!, team: id, places: [open(null), open(id, 'varsler')] }]
    expect(troublesOf([byId], answers)).toEqual([])
  })

  test('nothing is concluded from a server that did not answer', () => {
    const silent = [{ ...answered()[0]!, outcome: 'noAnswer' as const }]
    expect(troublesOf([asked], silent)).toEqual([])
  })
})

describe('what was seen', () => {
  const place: PlaceEffect = {
    ...{ connector: 'mattermost', team: 'kommuner', channel: 'varsler', direction: 'leaves' },
    moved: { people: 3, municipalities: 2, first: ['Anders Skov, Korsbæk'] },
  }
  const effect: AccessEffect = {
    ...{ holders: 3, municipalities: 2, gaining: 0, losing: 3, losingIn: 2, losingAll: 0, withoutRegion: [] },
    places: [place],
  }
  const seen = seenAs(4, 'mattermost:kommuner/', effect)

  test('is the same when the same people move, whatever order places come in', () => {
    const other: PlaceEffect = { ...place, channel: 'gdpr' }
    const both = { ...effect, places: [place, other] }
    expect(seenAs(4, 'x', both)).toBe(seenAs(4, 'x', { ...both, places: [other, place] }))
  })

  test.each<[string, string]>([
    ['the version', seenAs(5, 'mattermost:kommuner/', effect)],
    ['the access', seenAs(4, 'mattermost:kommuner/gdpr', effect)],
    ['the holders', seenAs(4, 'mattermost:kommuner/', { ...effect, holders: 4 })],
    [
      'who moves',
      seenAs(4, 'mattermost:kommuner/', {
        ...effect,
        places: [{ ...place, moved: { ...place.moved, people: 2 } }],
      }),
    ],
    [
      'the direction',
      seenAs(4, 'mattermost:kommuner/', { ...effect, places: [{ ...place, direction: 'joins' }] }),
    ],
  ])('is another when %s is', (_what, other) => {
    expect(other).not.toBe(seen)
  })
})
