import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftNamed, type GalleryPortal, openGallery } from '../../../test/support/gallery-portal.ts'
import { municipalities } from '../organisations/index.ts'
import { channelFor } from '../roles/domain-places.ts'
import { saveRoleVersion } from '../roles/index.ts'

let p: GalleryPortal
beforeAll(async () => {
  p = await openGallery()
})
afterAll(() => p.close())

const kommuner = (...channels: string[]) => ({
  connector: 'mattermost' as const,
  team: 'kommuner',
  channels,
})

const placesIn = async (connector = 'mattermost') =>
  (
    await p.portal.owner.query<{ line: string }>(
      `select channel || ' ' || name || ' ' || state as line from provisioning_place
       where connector = $1 and channel <> '' order by channel`,
      [connector],
    )
  ).rows.map(({ line }) => line)

describe('the part of a name that is a municipality', () => {
  test('is its spoken name in small letters, each another, and Danish letters in two', async () => {
    const { rows } = await p.portal.owner.query<{ short_name: string; slug: string }>(
      `select short_name, slug from organisation where kind = 'municipality'`,
    )
    expect(rows).toHaveLength(municipalities.length + 1)
    expect(new Set(rows.map(({ slug }) => slug)).size).toBe(rows.length)
    expect(rows.filter(({ slug }) => !/^[a-z]+(-[a-z]+)*$/.test(slug))).toEqual([])
    expect(Math.max(...rows.map(({ slug }) => slug.length))).toBeLessThanOrEqual(30)
    const slugOf = (name: string) => rows.find((row) => row.short_name === name)?.slug
    expect(['Korsbæk', 'Ringkøbing-Skjern', 'Ærø', 'Høje-Taastrup'].map(slugOf)).toEqual([
      'korsbaek',
      'ringkoebing-skjern',
      'aeroe',
      'hoeje-taastrup',
    ])
  })

  test('stays when the municipality is called something else, and is never shared', async () => {
    const { owner } = p.portal
    await owner.query('begin')
    await owner.query(`update organisation set short_name = 'Nykorsbæk' where short_name = 'Korsbæk'`)
    const { rows } = await owner.query(
      `insert into organisation (kind, name, short_name, cvr) values
         ('municipality', 'Korsbæk Ny Kommune', 'Korsbæk', '33333333'), ('municipality', 'Å', 'Aa', '44444444'),
         ('municipality', 'Aa', 'Å', '55555555') returning id, slug`,
    )
    const kept = await owner.query(`select slug from organisation where short_name = 'Nykorsbæk'`)
    await owner.query('rollback')
    expect(kept.rows).toEqual([{ slug: 'korsbaek' }])
    expect(rows.map(({ slug }) => slug)).toEqual([`korsbaek-${rows[0]?.id}`, 'aa', `aa-${rows[2]?.id}`])
  })
})

test('the schema and the form agree on what a rule becomes', async () => {
  const rules = [
    'varsler',
    'kommune-{kommune}',
    'region-{region}',
    '{region}-{kommune}',
    '{kommune}-{kommune}',
  ]
  for (const slugs of [
    { municipality: 'aarhus', region: 'midtjylland' },
    { municipality: 'korsbaek', region: null },
  ]) {
    const { rows } = await p.portal.owner.query<{ typed: string; channel: string }>(
      'select typed, channel from opened_channels($1, $2, $3)',
      [rules, slugs.municipality, slugs.region],
    )
    const expected = rules.map((rule) => ({ typed: rule, channel: channelFor(rule, slugs) }))
    expect(rows).toEqual(expected.filter(({ channel }) => channel !== null))
  }
})

describe('a role with a channel for each municipality', () => {
  let roleId: string
  let assignmentId: string

  test('lets the holder into what is there, and holds the case until the rest is', async () => {
    await p.newChannel('kommune-korsbaek')
    roleId = await p.newRole('Kommunens vagt', [
      kommuner('beredskab-{kommune}', 'kommune-{kommune}', 'region-{region}', 'varsler'),
    ])
    assignmentId = await p.give('Anders', roleId)
    await p.runDue()
    // Korsbæk has no region: a channel for each region is none there.
    expect(await p.stateOf('Anders')).toMatchObject({
      ...{ state: 'held', code: 'channelMissing' },
      facts: { team: 'kommuner', channel: 'beredskab-korsbaek' },
    })
    expect(await p.channelsOf('Anders')).toEqual(['kommune-korsbaek', 'varsler'])
    const omar = await p.portal.as('Omar')
    expect((await omar.get('/adgange')).body).toContain('Det gælder beredskab-korsbaek i teamet kommuner.')
  })

  test('goes on once the channel has been made', async () => {
    await p.newChannel('beredskab-korsbaek')
    const omar = await p.portal.as('Omar')
    const { id, organisationId } = await p.portal.actor('Anders')
    await omar.post('/adgange/igen', { person: `${organisationId}:${id}:mattermost` })
    p.portal.clock.moveTo('2026-11-23T09:05:00Z')
    await p.runDue()
    expect(await p.stateOf('Anders')).toMatchObject({ state: 'active' })
    expect(await p.channelsOf('Anders')).toEqual(['beredskab-korsbaek', 'kommune-korsbaek', 'varsler'])
  })

  test('follows a channel that is renamed at the server, and tells the editor so', async () => {
    const { body: team } = await p.first.api('GET', '/teams/name/kommuner')
    const { body: channel } = await p.first.api('GET', `/teams/${team.id}/channels/name/kommune-korsbaek`)
    await p.first.api('PUT', `/channels/${channel.id}/patch`, { name: 'korsbaeks-egen' })
    p.portal.clock.moveTo('2026-11-23T09:10:00Z')
    const other = await p.newRole('Kommunens afløser', [kommuner('kommune-{kommune}')])
    const second = await p.give('Mads', other)
    await p.runDue()
    expect(await p.stateOf('Mads')).toMatchObject({ state: 'active' })
    expect(await p.channelsOf('Mads')).toEqual(['korsbaeks-egen'])
    expect(await placesIn()).toContain('kommune-korsbaek korsbaeks-egen open')
    const signe = await p.portal.as('Signe')
    expect((await signe.get(`/rollegalleri/${other}`)).body).toContain(
      'kommune-korsbaek er omdøbt til korsbaeks-egen i Mattermost.',
    )
    const katrine = await p.portal.as('Katrine')
    expect((await katrine.get(`/rollegalleri/${other}`)).body).not.toContain('omdøbt')
    await p.end(second)
    await p.runDue()
    expect(await p.channelsOf('Mads')).toEqual([])
  })

  test('closes what it opened, also under the new name', async () => {
    await p.end(assignmentId)
    await p.runDue()
    expect(await p.stateOf('Anders')).toMatchObject({ state: 'closed' })
    expect(await p.channelsOf('Anders')).toEqual([])
  })
})

test('a rule that is corrected holds nobody for channels that never were', async () => {
  const { act } = p.portal
  const id = await p.newRole('Rettet regel', [kommuner('varsler', 'stavefejl-{kommune}')])
  const assignment = await p.give('Anders', id)
  await p.runDue()
  expect(await p.stateOf('Anders')).toMatchObject({ state: 'held', code: 'channelMissing' })
  const draft = draftNamed('Rettet regel', [kommuner('varsler')])
  await act('Signe', (ctx) => saveRoleVersion(ctx, { roleId: id, draft }))
  await p.runDue()
  expect(await p.stateOf('Anders')).toMatchObject({ state: 'active' })
  expect(await p.channelsOf('Anders')).toEqual(['varsler'])
  await p.end(assignment)
  await p.runDue()
  expect(await p.stateOf('Anders')).toMatchObject({ state: 'closed' })
})

test('a place that two roles name in two ways is left with the last of them', async () => {
  const { body: team } = await p.first.api('GET', '/teams/name/kommuner')
  const { body: channel } = await p.first.api('GET', `/teams/${team.id}/channels/name/varsler`)
  const byName = await p.give('Anders', await p.newRole('Ved navn', [kommuner('varsler', 'advisering')]))
  const byIds = await p.newRole('Ved id', [
    { connector: 'mattermost', team: team.id, channels: [channel.id] },
  ])
  const second = await p.give('Anders', byIds)
  await p.runDue()
  expect(await p.channelsOf('Anders')).toEqual(['advisering', 'varsler'])
  await p.end(byName)
  await p.runDue()
  expect(await p.stateOf('Anders')).toMatchObject({ state: 'active' })
  expect(await p.channelsOf('Anders')).toEqual(['varsler'])
  await p.end(second)
  await p.runDue()
  expect(await p.stateOf('Anders')).toMatchObject({ state: 'closed' })
  expect(await p.channelsOf('Anders')).toEqual([])
})

test('each server is a target of its own, and one without a connection is looked after by hand', async () => {
  const role = await p.newRole('To servere', [
    kommuner('varsler'),
    { connector: 'mattermost-beredskab', team: 'kommuner', channels: ['advisering'] },
    { connector: 'mattermost-nedlagt', team: 'kommuner', channels: [] },
  ])
  await p.give('Anders', role)
  await p.runDue()
  expect(await p.channelsOf('Anders')).toEqual(['varsler'])
  expect(await p.channelsOf('Anders', p.second)).toEqual(['advisering'])
  expect(await p.stateOf('Anders', 'mattermost-nedlagt')).toMatchObject({ state: 'waitingManual' })
  expect(await placesIn('mattermost-beredskab')).toEqual(['advisering advisering open'])
  const omar = await p.portal.as('Omar')
  const body = (await omar.get('/adgange')).body
  expect(body).toContain('Mattermost (beredskab): kommuner (advisering)')
  expect(body).toContain('Mattermost (nedlagt): kommuner')
})
