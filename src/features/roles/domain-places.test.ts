import { describe, expect, test } from 'vitest'
import {
  channelFor,
  exampleChannels,
  isChannelRule,
  isConnectorName,
  isMattermostChannel,
  type PlaceSlugs,
  serverKeyOf,
  unknownPlaceholders,
} from './domain-places.ts'

const aarhus: PlaceSlugs = { municipality: 'aarhus', region: 'midtjylland' }
const korsbaek: PlaceSlugs = { municipality: 'korsbaek', region: null }

test.each<[string, PlaceSlugs, string | null]>([
  ['varsler', aarhus, 'varsler'],
  ['varsler', korsbaek, 'varsler'],
  ['kommune-{kommune}', aarhus, 'kommune-aarhus'],
  ['kommune-{kommune}', korsbaek, 'kommune-korsbaek'],
  ['region-{region}', aarhus, 'region-midtjylland'],
  ['region-{region}', korsbaek, null],
  ['{region}-{kommune}', aarhus, 'midtjylland-aarhus'],
  ['{region}-{kommune}', korsbaek, null],
  ['{kommune}-og-{kommune}', aarhus, 'aarhus-og-aarhus'],
])('%s for %j is %s', (channel, slugs, expected) => {
  expect(channelFor(channel, slugs)).toBe(expected)
})

test('a rule is told from a name, and shown for a municipality that everybody knows', () => {
  expect(['varsler', 'kommune-{kommune}', 'region-{region}', '{andet}'].filter(isChannelRule)).toEqual([
    'kommune-{kommune}',
    'region-{region}',
  ])
  expect(exampleChannels({ channels: ['varsler', 'kommune-{kommune}', 'region-{region}'] })).toEqual([
    'kommune-aarhus',
    'region-midtjylland',
  ])
})

test.each([
  ['kommune-{kommune}', []],
  ['{region}', []],
  ['kommune-{by}', ['{by}']],
  ['{Kommune}', ['{Kommune}']],
  ['{kommune', ['{kommune']],
  ['kommune}', ['}']],
  ['{}', ['{}']],
  ['{{kommune}}', ['{}']],
])('unknown in %s: %j', (channel, unknown) => {
  expect(unknownPlaceholders(channel)).toEqual(unknown)
})

describe('what Mattermost takes as a channel', () => {
  test.each(['varsler', 'kommune-{kommune}', '{kommune}', 'a'.repeat(26), `${'a'.repeat(34)}{kommune}`])(
    '%s',
    (channel) => {
      expect(isMattermostChannel(channel)).toBe(true)
    },
  )
  test.each(['', 'Varsler', 'teknisk sparring', 'kanal/x', '-{kommune}', `${'a'.repeat(35)}{kommune}`])(
    'not %s',
    (channel) => {
      expect(isMattermostChannel(channel)).toBe(false)
    },
  )
})

test('connectors: by hand, the first server, further ones by their keys', () => {
  expect(['manual', 'mattermost', 'mattermost-beredskab2'].map(isConnectorName)).toEqual([true, true, true])
  expect(
    ['', 'manuel', 'mattermost-', 'mattermost-Cert', 'mattermost-2', 'mattermost-a-b', 'slack'].filter(
      isConnectorName,
    ),
  ).toEqual([])
  expect([serverKeyOf('manual'), serverKeyOf('mattermost'), serverKeyOf('mattermost-cert')]).toEqual([
    null,
    null,
    'cert',
  ])
})
