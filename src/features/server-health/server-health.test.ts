import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openPostingPortal, type PostingPortal } from '../../../test/support/posting-portal.ts'
import { listNeeds } from './queries.ts'

let there: PostingPortal
beforeAll(async () => {
  there = await openPostingPortal({ standIn: { userHardLimit: 250 } })
})
afterAll(() => there.close())
beforeEach(async () => {
  await there.clear()
  there.portal.clock.moveTo('2026-11-23T09:00:00Z')
  await there.standIn.control('DELETE', '/requests')
})

const ask = (instance?: string) =>
  there.run('server-health.asking', instance === undefined ? {} : { instance })
const askedAt = async () =>
  (await there.portal.owner.query('select asked_at from server_report')).rows.map((row) =>
    row.asked_at?.toISOString(),
  )
const page = async () => (await (await there.portal.as('Omar')).get('/adgange/server')).payload

describe('the page of operations', () => {
  test('says that nobody has asked yet, and how to', async () => {
    const shown = await page()
    expect(shown).toContain('Serveren er ikke spurgt endnu')
    expect(shown).toContain('Spørg serveren nu')
  })

  test('shows version, room, bots, settings and places, with reasons and keys', async () => {
    await there.letIn('Anders')
    await ask()
    const shown = await page()
    for (const words of [
      '10.11.0',
      'Team',
      '23-11-2026',
      'Opgradering til version 11',
      'ServiceSettings.<wbr/>SessionLengthSSOInHours',
      '720 timer',
      'højst 24 timer',
      'En lukning, der ikke nåede frem, virker først ved næste login.',
      'Kanal: kommuner/varsler',
      'systemadministrator',
      'almindelig bruger',
      '250',
    ])
      expect(shown, words).toContain(words)
    expect(shown).toMatch(/\d+ ting (skal rettes nu|bør ændres)/)
  })

  test('needs room for those who are to come, and not twice for those who are in', async () => {
    const { owner } = there.portal
    const room = () =>
      there.portal.act('Omar', async (ctx) => {
        const need = (await listNeeds(ctx)).get('mattermost')
        return [need?.people, need?.coming]
      })
    await there.letIn('Anders')
    expect(await room()).toEqual([1, 0])
    await owner.query(`update provisioning_record set active_since = null`)
    expect(await room()).toEqual([1, 1])
    await owner.query(`delete from provisioning_step`)
    await owner.query(`delete from provisioning_record`)
    expect(await room()).toEqual([1, 1])
  })

  test('asks anew by a button: the answer comes in the background, and the page looks again until then', async () => {
    await ask()
    there.pass(600)
    const omar = await there.portal.as('Omar')
    const answer = await omar.post('/adgange/server/mattermost/spoerg')
    expect(answer.statusCode).toBe(303)
    const waiting = await omar.get('/adgange/server')
    expect(waiting.payload).toContain('Serveren bliver spurgt nu.')
    expect(waiting.payload).toContain('data-refresh="2"')
    const jobs = await there.portal.owner.query(
      `select data from pgboss.job where name = 'server-health.asking'`,
    )
    expect(jobs.rows).toEqual([{ data: { instance: 'mattermost' } }])
    await ask('mattermost')
    expect((await page()).includes('Serveren bliver spurgt nu.')).toBe(false)
    expect((await omar.post('/adgange/server/anden/spoerg')).statusCode).toBe(404)
  })

  test('a server that does not answer gets a calm page', async () => {
    await there.standIn.strike({ rules: [{ kind: 'drop' }] })
    await ask()
    const shown = await page()
    expect(shown).toContain('Serveren svarer ikke')
    expect(shown).toContain('Login er stadig lukket for dem uden en rolle.')
  })

  test.each([
    ['a dead token', { tokenDead: true }, 'Nøglen til robotten virker ikke.'],
    ['a limiter', { rules: [{ kind: 'rateLimit' }] }, 'Serveren beder os vente.'],
    ['a fault of its own', { rules: [{ kind: 'failBefore' }] }, 'Serveren melder selv om fejl.'],
  ])('%s is told apart', async (_name, faults, words) => {
    await there.standIn.strike(faults)
    await ask()
    expect(await page()).toContain(words)
  })

  test('a lost right is a fault, and its settings are unknown, not fine', async () => {
    await there.standIn.strike({ adminLost: true })
    await ask()
    const machine = await there.portal.apiClient('KOMBIT')
    const { items } = (await machine.get('/api/v1/mattermost-servers')).json()
    expect(items[0].light).toBe('red')
    const levels = items[0].checks
      .filter(({ area }: { area: string }) => area === 'settings')
      .map(({ level }: { level: string }) => level)
    expect(new Set(levels)).toEqual(new Set(['unknown']))
  })
})

describe('asking', () => {
  test('is not repeated within five minutes by the clock, but by the button', async () => {
    await ask()
    there.pass(59)
    await ask()
    expect(await askedAt()).toEqual(['2026-11-23T09:00:00.000Z'])
    await ask('mattermost')
    expect(await askedAt()).toEqual(['2026-11-23T09:00:59.000Z'])
    there.pass(271)
    await ask()
    expect(await askedAt()).toEqual(['2026-11-23T09:05:30.000Z'])
  })

  test('changes nothing at the server and keeps no token', async () => {
    await there.letIn('Anders')
    await there.standIn.control('DELETE', '/requests')
    await ask()
    expect(await there.standIn.writes({})).toEqual([])
    const asked = await there.standIn.control<unknown[]>('GET', '/requests')
    expect(asked.body).toHaveLength(18)
    const kept = JSON.stringify((await there.portal.owner.query('select answer from server_report')).rows)
    expect(kept).not.toMatch(/t0ken|hemmelig|\*{8}|@/)
    expect(kept).toContain('10.11.0')
  })

  test('shows an archived team and a channel that is gone', async () => {
    const team = await there.standIn.api('GET', '/teams/name/kommuner')
    await there.standIn.api('DELETE', `/channels/${await there.channelId('advisering')}`)
    await ask()
    const machine = await there.portal.apiClient('KOMBIT')
    const places = async () =>
      (await machine.get('/api/v1/mattermost-servers'))
        .json()
        .items[0].checks.filter(({ area }: { area: string }) => area === 'places')
        .map(({ subject, present }: { subject: string; present: string }) => `${subject} ${present}`)
    expect(await places()).toEqual([
      'kommuner åben',
      'kommuner/advisering arkiveret',
      'kommuner/varsler åben',
    ])
    await there.standIn.api('DELETE', `/teams/${team.body.id}`)
    await ask('mattermost')
    expect(await places()).toContain('kommuner arkiveret')
    await there.standIn.api('POST', `/teams/${team.body.id}/restore`)
  })

  test('the API asks anew too', async () => {
    const machine = await there.portal.apiClient('KOMBIT')
    const answer = await machine.post('/api/v1/mattermost-servers/mattermost/questions', {})
    expect(answer.statusCode).toBe(202)
    const { items } = (await machine.get('/api/v1/mattermost-servers')).json()
    expect(items).toMatchObject([{ instance: 'mattermost', isAsking: true, light: null, checks: [] }])
  })
})
