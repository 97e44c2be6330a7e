import { describe, expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'

const c = useCertificationPortal('Katrine', 'Lone')

interface Seen {
  readonly connector?: string
  readonly state?: 'active' | 'closed'
  readonly at: string | null
  readonly readAt: string | null
}

/** A round about one holder, with what is known of them at Mattermost. */
async function asked({
  opens = ['mattermost'] as readonly string[],
  records = [] as readonly Seen[],
} = {}): Promise<string> {
  const roleId = await c.newRole('Prøverolle', { opens })
  const userId = await c.newUser('Birgit Lang')
  await c.hold(roleId, userId)
  for (const { connector = 'mattermost', state = 'active', at, readAt } of records)
    await c.portal.owner.query(
      `insert into provisioning_record (organisation_id, user_id, connector, epoch, presence, state, active_since,
         verified_at, last_seen_at, last_seen_read_at, updated_at)
       values ($1, $2, $3, 1, 'present', $7, $4, $4, $5, $6, $4)`,
      [c.portal.organisation('Korsbæk'), userId, connector, '2026-11-20T10:00Z', at, readAt, state],
    )
  return await c.start({ roleIds: [roleId] })
}

async function pageOf(id: string, language: 'da' | 'en' = 'da'): Promise<string> {
  const katrine = await c.portal.as('Katrine')
  const cookies = { tvaers_language: language }
  return (await katrine.request({ method: 'GET', url: `/bekraeftelser/${id}`, cookies })).payload
}

async function itemOf(id: string) {
  const client = await c.portal.apiClient('Korsbæk')
  const { lastSeenAt, lastSeenReadAt } = (await client.get(`/api/v1/certification-items?round=${id}`)).json()
    .items[0]
  return { lastSeenAt, lastSeenReadAt }
}

const lastNight = '2026-11-23T01:23:00.000Z'

describe('the line of a holder says when they were last seen in Mattermost', () => {
  test('by the latest of several servers', async () => {
    const id = await asked({
      records: [
        { at: '2026-10-02T10:00Z', readAt: lastNight },
        { connector: 'mattermost-test', at: '2026-11-12T10:00:00.000Z', readAt: '2026-11-22T01:23Z' },
      ],
    })
    const page = await pageOf(id)
    expect(page).toContain('Sidst set i Mattermost 12-11-2026')
    expect(page).not.toContain('Adgangen til Mattermost var åben')
    expect(await pageOf(id, 'en')).toContain('Last seen in Mattermost 12-11-2026')
    expect(await itemOf(id)).toEqual({ lastSeenAt: '2026-11-12T10:00:00.000Z', lastSeenReadAt: lastNight })
  })

  test('or that they never were', async () => {
    const id = await asked({ records: [{ at: null, readAt: lastNight }] })
    expect(await pageOf(id)).toContain('Ikke set i Mattermost endnu')
    expect(await itemOf(id)).toEqual({ lastSeenAt: null, lastSeenReadAt: lastNight })
  })

  test('or, where that is not known, that the access was open', async () => {
    const id = await asked({ records: [{ at: null, readAt: null }] })
    expect(await pageOf(id)).toContain('Adgangen til Mattermost var åben 20-11-2026, da vi så efter')
    expect(await itemOf(id)).toEqual({ lastSeenAt: null, lastSeenReadAt: null })
  })

  test('or that nothing is known', async () => {
    const id = await asked()
    expect(await pageOf(id)).toContain('Vi ved ikke, om personen bruger Mattermost')
  })

  test('and nothing where the role opens no access', async () => {
    const id = await asked({ opens: [], records: [{ at: '2026-11-12T10:00Z', readAt: lastNight }] })
    expect(await pageOf(id)).not.toContain('i Mattermost')
    expect(await itemOf(id)).toEqual({ lastSeenAt: null, lastSeenReadAt: null })
  })

  test('and that the access was seen closed, whatever was known before', async () => {
    const id = await asked({ records: [{ state: 'closed', at: '2026-11-12T10:00Z', readAt: lastNight }] })
    const page = await pageOf(id)
    expect(page).toContain('Adgangen er set lukket 20-11-2026')
    expect(page).not.toContain('Sidst set i Mattermost')
    expect(await pageOf(id, 'en')).toContain('The access was seen closed on 20-11-2026')
  })
})

describe('where the role opens another system, nobody speaks of Mattermost', () => {
  test.each([
    [
      'open',
      [{ connector: 'manual', at: null, readAt: null }],
      'Adgangen var åben 20-11-2026, da vi så efter',
    ],
    [
      'closed',
      [{ connector: 'manual', state: 'closed' as const, at: null, readAt: null }],
      'Adgangen er set lukket 20-11-2026',
    ],
    ['not known', [], 'Vi ved ikke, om adgangen er åben'],
    [
      'not known, with another role at Mattermost',
      [{ at: '2026-11-12T10:00Z', readAt: lastNight }],
      'Vi ved ikke, om adgangen er åben',
    ],
  ])('%s', async (_name, records: readonly Seen[], words) => {
    const id = await asked({ opens: ['manual'], records })
    const page = await pageOf(id)
    expect(page).toContain(words)
    expect(page).not.toContain('Mattermost')
    expect(await itemOf(id)).toEqual({ lastSeenAt: null, lastSeenReadAt: null })
  })
})
