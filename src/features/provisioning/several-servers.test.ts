import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { kommuner, openPortal, type ProvisioningPortal } from '../../../test/support/provisioning-portal.ts'
import type { CastName } from '../../../test/support/test-app.ts'

let p: ProvisioningPortal
beforeAll(async () => {
  p = await openPortal()
})
afterAll(() => p.close())
beforeEach(() => p.clear())

const further = 'mattermost-beredskab'
const path = '/adgange/afstemning'

/** A page's sections by their headings, with the text that follows each. */
async function sectionsOf(name: CastName, address: string): Promise<Map<string, string>> {
  const { body } = await (await p.portal.as(name)).get(address)
  const parts = body.split(/<h2[^>]*>/).slice(1)
  return new Map(parts.map((part) => [(part.split('</h2>')[0] ?? '').replace(/<[^>]*>/g, '').trim(), part]))
}

/** A whole look at a server, so many minutes ago. */
async function look(connector: string, minutesAgo: number, found: readonly string[] = [], more: object = {}) {
  const id = p.portal.clock.newId()
  const at = new Date(p.portal.clock.now().getTime() - minutesAgo * 60_000)
  const row = { brake: 'none', state: 'done', aborted_code: null, ...more }
  await p.portal.owner.query(
    `insert into reconciliation (id, connector, kind, is_dry_run, trusts_gaps, asked_by, asked_by_name, asked_at, state,
       started_at, ended_at, people, under_way, brake, aborted_code)
     values ($1, $2, 'quick', false, false, 'clock', 'Tværs', $3, $4, $3, $3, 7, 0, $5, $6)`,
    [id, connector, at, row.state, row.brake, row.aborted_code],
  )
  for (const [index, username] of found.entries())
    await p.portal.owner.query(
      `insert into reconciliation_finding (reconciliation_id, number, kind, remedy, state, places, facts, account_id, username)
       values ($1, $2, 'unmanaged', 'none', $4, '[]', '{}', $3, $3)`,
      [id, index + 1, username, row.brake === 'held' ? 'held' : 'reported'],
    )
  return id
}

const pauseOf = (connector: string) =>
  p.portal.owner.query(
    `insert into provisioning_target (connector, paused_code, paused_since, next_probe_at)
     values ($1, 'unreachable', $2, $2)`,
    [connector, p.portal.clock.now()],
  )

describe('the page of reconciliation', () => {
  it('tells of each server by its name, and takes none for all', async () => {
    await look('mattermost', 2)
    await look(further, 9, ['uden.rolle'])
    const shown = await sectionsOf('Omar', path)
    const [first, second] = [shown.get('Mattermost') ?? '', shown.get('Mattermost (beredskab)') ?? '']
    expect(first).toContain('Alt stemmer')
    expect(first).not.toContain('uden.rolle')
    expect(second).not.toContain('Alt stemmer')
    expect(second).toContain('uden.rolle')
    expect(second).toContain(`name="connector" value="${further}"`)
  })

  it('holds one server’s brake and stop apart from another’s', async () => {
    await look('mattermost', 2)
    await look(further, 30, ['en', 'to', 'tre'], { brake: 'held' })
    await look(further, 20, [], { state: 'aborted', aborted_code: 'noAnswer' })
    await pauseOf(further)
    const shown = await sectionsOf('Omar', path)
    expect(shown.get('Mattermost (beredskab)')).toContain('Bremsen er trukket')
    expect(shown.get('Mattermost (beredskab)')).toContain('Afstemningen stoppede')
    expect(shown.get('Mattermost')).not.toContain('Bremsen er trukket')
    expect(shown.get('Mattermost')).not.toContain('Afstemningen stoppede')
    const { body } = await (await p.portal.as('Omar')).get(path)
    expect(body).toContain('Mattermost (beredskab) er på pause')
    expect(body).not.toContain(further.concat('<'))
  })

  it('puts what was typed wrongly in the form of that server alone', async () => {
    await look('mattermost', 2)
    await look(further, 2)
    const omar = await p.portal.as('Omar')
    const rules = { connector: further, unmanaged: 'report', percent: '0', number: '7' }
    const answer = await omar.post(`${path}/regler`, rules)
    expect(answer.statusCode).toBe(422)
    expect(answer.body.match(/Skriv et helt tal fra 1 til 100\./g)).toHaveLength(2)
    expect(answer.body.match(/value="7"/g)).toHaveLength(1)
    const ids = [...answer.body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids).toEqual([...new Set(ids)])
  })

  it('is as before where there is one', async () => {
    await look('mattermost', 2)
    const shown = await sectionsOf('Omar', path)
    expect([...shown.keys()]).not.toContain('Mattermost')
    expect((await (await p.portal.as('Omar')).get(path)).body).toContain('Alt stemmer')
  })
})

describe('the start page of operations', () => {
  it('adds up all servers, and names the one that is on pause', async () => {
    await look('mattermost', 2)
    await look(further, 120, ['en', 'to'])
    await pauseOf(further)
    const { body } = await (await p.portal.as('Omar')).get('/')
    expect(body).toContain('2 ting stemte ikke')
    expect(body).toContain('Mattermost (beredskab) er på pause')
    expect(body).toContain('2026-11-23T07:00')
  })
})

describe('somebody whose role opens two servers', () => {
  it('is told of the one that needs most', async () => {
    const roleId = await p.newRole('To servere', [kommuner])
    await p.portal.owner.query(
      `insert into role_access (role_id, connector, team, channels) values ($1, $2, 'vagt', '{}')`,
      [roleId, further],
    )
    await p.give('Anders', roleId)
    const states = async (first: string, second: string) => {
      for (const [connector, state] of [
        ['mattermost', first],
        [further, second],
      ]) {
        const { organisationId, userId } = await p.key('Anders')
        await p.portal.owner.query(
          `insert into provisioning_record (organisation_id, user_id, connector, epoch, presence, wanted, state, updated_at,
             active_since)
           select organisation_id, user_id, connector, epoch, 'present', opens, $4, $5, $5
           from access_grant_on('2026-11-23') where organisation_id = $1 and user_id = $2 and connector = $3
           on conflict (organisation_id, user_id, connector) do update set state = excluded.state`,
          [organisationId, userId, connector, state, p.portal.clock.now()],
        )
      }
    }
    const badges = async (name: CastName, address: string) =>
      (await (await p.portal.as(name)).get(address)).body
    for (const [first, second] of [
      ['active', 'held'],
      ['held', 'active'],
    ] as const) {
      await states(first, second)
      for (const [name, address] of [
        ['Anders', '/'],
        ['Anders', '/mine-roller'],
        ['Katrine', `/roller/${roleId}`],
      ] as const) {
        const body = await badges(name, address)
        expect(body, `${address} ${first}`).toContain('Holdt tilbage')
        expect(body, `${address} ${first}`).not.toContain('aktiv siden')
        const server = first === 'held' ? 'Mattermost' : 'Mattermost (beredskab)'
        if (address !== '/') expect(body, address).toContain(`<span class="tv-note">${server}</span>`)
      }
    }
  })
})
