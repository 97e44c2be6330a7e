import { beforeAll, describe, expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'
import type { Browser } from '../../../test/support/test-app.ts'
import { wordsOf } from '../notifications/reason-words.ts'
import { tellWhatHappened } from '../notifications/work.ts'
import { workInAll } from './work/queues.ts'

// Longer than a file should be: all of these share one portal on a database of its own, which takes longer to open than they to run.

const c = useCertificationPortal('Lone')
let katrine: Browser
let anders: Browser
let signe: Browser
let omar: Browser
beforeAll(async () => {
  katrine = await c.portal.as('Katrine')
  anders = await c.portal.as('Anders')
  signe = await c.portal.as('Signe')
  omar = await c.portal.as('Omar')
})

async function openRound(people = ['Birgit Lang', 'Jonas Vium']) {
  const roleId = await c.newRole('Prøverolle', { nonResponse: 'remove', graceDays: 14 })
  for (const name of people) await c.hold(roleId, await c.newUser(name))
  const id = await c.start({ roleIds: [roleId] })
  return { roleId, id, lines: await c.lines(id) }
}

describe('the municipality’s page', () => {
  test('asks about each holder, and says what happens without an answer, with the days', async () => {
    const { id } = await openRound()
    const { payload } = await katrine.get(`/bekraeftelser/${id}`)
    for (const words of [
      'Er det stadig de rigtige personer?',
      'Birgit Lang',
      'Uden svar: rollen afsluttes',
      '0 af 2',
    ])
      expect(payload).toContain(words)
    // The last reminder, the close, the one after, the removal.
    for (const day of ['28-12-2026', '31-12-2026', '05-01-2027', '14-01-2027']) expect(payload).toContain(day)
    expect(payload.match(/Mangler svar/g)).toHaveLength(2)
  })

  test('says what can come of its own lines alone, and nothing of choosing once there is nothing to choose', async () => {
    const elsewhere = await c.newRole('Andre steder', { nonResponse: 'remove', graceDays: 30 })
    await c.hold(elsewhere, await c.newUser('Ove Møller', 'Aarhus'), 'Aarhus')
    const here = await c.newRole('Hos os', { nonResponse: 'keep' })
    await c.hold(here, await c.newUser('Birgit Lang'))
    const id = await c.start({ roleIds: [elsewhere, here] })
    const open = (await katrine.get(`/bekraeftelser/${id}`)).payload
    expect(open).toContain('Sådan vælger du')
    expect(open).not.toContain('Andre steder')
    const [line] = (await c.lines(id)).filter(({ user_name }) => user_name === 'Birgit Lang')
    await katrine.post(`/bekraeftelser/${id}/svar`, { [`svar-${line?.id}`]: 'keep' })
    await signe.post(`/bekraeftelser/${id}/luk`, {})
    const closed = (await katrine.get(`/bekraeftelser/${id}`)).payload
    expect(closed).not.toContain('Sådan vælger du')
    expect(closed).not.toContain('Hvis ingen svarer')
  })

  test('saves what is chosen, keeps the rest open, and leads from the task and the start page', async () => {
    const { id, lines } = await openRound()
    const [task] = await c.rows('select number from task')
    expect((await katrine.get(`/opgaver/${task.number}`)).payload).toContain(`href="/bekraeftelser/${id}"`)
    expect((await katrine.get('/')).payload).toContain(`href="/bekraeftelser/${id}"`)
    const saved = await katrine.post(`/bekraeftelser/${id}/svar`, { [`svar-${lines[0]?.id}`]: 'keep' })
    expect([saved.statusCode, saved.headers.location]).toEqual([303, `/bekraeftelser/${id}`])
    expect((await c.lines(id)).map((line) => line.answer)).toEqual(['keep', null])
    const { payload } = await katrine.get(`/bekraeftelser/${id}`)
    expect(payload).toContain('1 svar mangler')
    expect(await c.rows('select status from task')).toEqual([{ status: 'inProgress' }])
    const refused = await katrine.post(`/opgaver/${task.number}/fuldfoert`, { version: '2' })
    expect(refused.payload).toContain('fuldføres automatisk')
  })

  test('the roles of the municipality lead to the line of whoever is in doubt, until it is answered', async () => {
    const { id, lines, roleId } = await openRound(['Jonas Vium'])
    await c.portal.owner.query(
      `update user_account set last_signed_in_at = '2026-01-01T10:00Z' where name = 'Jonas Vium'`,
    )
    const line = `/bekraeftelser/${id}#linje-${lines[0]?.id}`
    const roles = await katrine.get('/roller')
    expect(roles.payload).toContain(`href="${line}"`)
    expect(roles.payload).toContain('31-12-2026')
    expect((await katrine.get(`/bekraeftelser/${id}`)).payload).toContain(`id="linje-${lines[0]?.id}"`)
    expect((await anders.get('/roller')).payload).not.toContain(line)
    await katrine.post(`/bekraeftelser/${id}/svar`, { [`svar-${lines[0]?.id}`]: 'keep' })
    const answered = (await katrine.get('/roller')).payload
    expect(answered).not.toContain(line)
    expect(answered).toContain(`href="/roller/${roleId}#har-rollen"`)
    expect(answered).toContain('Skift eller afslut')
  })

  test('a row that lacks its reason is shown again, the others are saved', async () => {
    const { id, lines } = await openRound()
    const answer = await katrine.post(`/bekraeftelser/${id}/svar`, {
      [`svar-${lines[0]?.id}`]: 'withdraw',
      [`svar-${lines[1]?.id}`]: 'keep',
    })
    expect(answer.statusCode).toBe(422)
    // Whose row it is stands in the list above, and what was saved meanwhile is told.
    const wrong = 'Vælg, hvorfor personen ikke længere skal have rollen.'
    expect(answer.payload).toContain(`${lines[0]?.user_name}, Prøverolle: ${wrong}`)
    expect(answer.payload.split(wrong)).toHaveLength(3)
    expect(answer.payload).toContain('1 svar er gemt')
    expect(answer.payload).toContain('Der mangler 1 svar.')
    expect((await c.lines(id)).map((line) => line.answer)).toEqual([null, 'keep'])
    const none = await katrine.post(`/bekraeftelser/${id}/svar`, { [`svar-${lines[0]?.id}`]: 'withdraw' })
    expect(none.statusCode).toBe(422)
    expect(none.payload).not.toContain('er gemt')
  })

  test('a row whose role has ended says so, in place of what saving would do', async () => {
    const { id, lines } = await openRound(['Birgit Lang'])
    const field = { [`svar-${lines[0]?.id}`]: 'withdraw', [`hvorfor-${lines[0]?.id}`]: 'Bruger ikke rollen' }
    expect((await katrine.get(`/bekraeftelser/${id}`)).payload).toContain('Rollen afsluttes, når du gemmer.')
    expect((await katrine.post(`/bekraeftelser/${id}/svar`, field)).statusCode).toBe(303)
    const { payload } = await katrine.get(`/bekraeftelser/${id}`)
    expect(payload).not.toContain('Rollen afsluttes, når du gemmer.')
    expect(payload.replace(/<[^>]*>/g, '')).toContain('Rollen blev afsluttet 23-11-2026. Retter du svaret')
  })

  test('two rounds tell the same of when somebody was last here, as it is today', async () => {
    const { id: earlier } = await openRound(['Jonas Vium'])
    const otherRole = await c.newRole('En anden rolle')
    const [{ user_id: userId }] = await c.rows('select user_id from certification_item')
    await c.hold(otherRole, userId)
    await c.portal.owner.query(
      `update certification_item set last_signed_in_at = '2025-05-01T10:00Z';
       update user_account set last_signed_in_at = '2026-04-29T10:00Z' where name = 'Jonas Vium'`,
    )
    const later = await c.start({ roleIds: [otherRole] })
    for (const id of [earlier, later])
      expect((await katrine.get(`/bekraeftelser/${id}`)).payload).toContain('Ikke logget på Tværs i 208 dage')
  })

  test('an answer that somebody is still right is doubted once the role has ended elsewhere', async () => {
    const { id, lines } = await openRound(['Birgit Lang'])
    await katrine.post(`/bekraeftelser/${id}/svar`, { [`svar-${lines[0]?.id}`]: 'keep' })
    expect((await katrine.get(`/bekraeftelser/${id}`)).payload).not.toContain('Har ikke længere rollen')
    await c.rows(`update assignment set ended_at = now(), end_reason = 'Rejst'`)
    const gone = (await katrine.get(`/bekraeftelser/${id}`)).payload
    expect(gone).toContain('Har ikke længere rollen')
    // Then nobody keeps it until somebody else comes.
    expect(gone).toContain('Den nye får rollen ved sit første login.')
    expect(gone).not.toContain('Birgit Lang beholder')
    expect(gone).not.toContain('Birgit Lang har rollen, til du gemmer.')
  })

  test('others in the municipality read it and change nothing; other municipalities do not know of it', async () => {
    const { id, lines } = await openRound()
    const page = await anders.get(`/bekraeftelser/${id}`)
    expect(page.payload).toContain('Jeres KLIK-administrator svarer')
    expect(page.payload).not.toContain('Gem svar')
    const refused = await anders.post(`/bekraeftelser/${id}/svar`, { [`svar-${lines[0]?.id}`]: 'keep' })
    expect(refused.statusCode).toBe(403)
    const lone = await c.portal.as('Lone')
    expect((await lone.get(`/bekraeftelser/${id}`)).statusCode).toBe(404)
    expect((await lone.get('/bekraeftelser')).payload).toContain('Ingen bekræftelse venter på jer')
  })

  test('one’s own row is locked with the reason, where somebody else can answer (C2)', async () => {
    await c.newUser('Hanne Berg', 'Korsbæk', true)
    const roleId = await c.newRole('KLIK-administrator')
    await c.hold(roleId, await c.userId('Katrine'))
    const id = await c.start({ roleIds: [roleId] })
    const { payload } = await katrine.get(`/bekraeftelser/${id}`)
    expect(payload).toContain('Hanne Berg, der er KLIK-administrator, svarer for dig.')
    expect(payload).toMatch(/type="radio"[^>]*disabled/)
  })
})

describe('what follows from no answer (C3)', () => {
  const toldTo = async (name: string) =>
    await c.rows(`select n.reason, n.facts, n.actor_name as "actorName", n.subject_id as "subjectId",
        (select count(*)::int from notification_mail m where m.user_id = n.user_id) as mails
      from notification n join user_account u on u.id = n.user_id where u.name = '${name}'`)

  test.each([
    ['remove', 'Fulgte der adgang med, bliver den lukket.'],
    ['suspend', 'adgangen åbner igen, når KLIK-administratoren har bekræftet den.'],
  ] as const)('%s: the person is told once, with the cause', async (nonResponse, sentence) => {
    const roleId = await c.newRole('Prøverolle', { nonResponse, graceDays: 0 })
    await c.hold(roleId, await c.newUser('Birgit Lang'))
    const id = await c.start({ roleIds: [roleId] })
    expect((await signe.post(`/bekraeftelser/${id}/luk`)).statusCode).toBe(303)
    expect(
      (await omar.post(`/bekraeftelser/${id}/bremse/${roleId}`, { decision: 'approved' })).statusCode,
    ).toBe(303)
    // Not before the day after the last one announced to answer on, also after an early close.
    if (nonResponse === 'remove') c.portal.clock.moveTo('2027-01-01T09:00:00Z')
    await workInAll(c.portal.app.world, id)
    await tellWhatHappened(c.portal.app.world)
    const told = await toldTo('Birgit Lang')
    expect(told).toMatchObject([{ reason: 'ownCertificationConsequence', mails: 1 }])
    expect(wordsOf(told[0], 'da').text).toContain(sentence)
    expect((await toldTo('Katrine Holm')).map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['certificationClosed', 'certificationConsequence']),
    )
    expect(
      await c.events(nonResponse === 'remove' ? 'assignment.ended' : 'assignment.suspended'),
    ).toMatchObject([{ facts: { cause: 'nonResponse' } }])
  })
})

describe('the central body’s pages', () => {
  const form = (roleId: string) => ({
    name: 'Årlig bekræftelse 2026',
    roleIds: roleId,
    audience: 'all',
    closesOn: '31-12-2026',
    nonResponse: 'asRole',
  })

  test('an empty list says what comes next', async () => {
    expect((await signe.get('/bekraeftelser')).payload).toContain('Der er ingen runder endnu')
    expect((await katrine.get('/bekraeftelser')).payload).toContain('Ingen bekræftelse venter på jer')
  })

  test('five fields, what it would mean, and a round; sent twice it is one', async () => {
    const roleId = await c.newRole('Prøverolle', { nonResponse: 'remove', graceDays: 14 })
    await c.hold(roleId, await c.newUser('Birgit Lang'))
    const asked = await signe.get('/bekraeftelser/ny')
    expect(asked.payload).toContain('value="Årlig bekræftelse 2026"')
    const preview = await signe.post('/bekraeftelser/forhaandsvis', form(roleId))
    expect(preview.payload).toContain(
      '1 person i 1 kommune mister rollen eller adgangen den 14-01-2027, hvis ingen svarer.',
    )
    const id = /name="id" value="([^"]+)"/.exec(preview.payload)?.[1] ?? ''
    const sent = [
      await signe.post('/bekraeftelser', { ...form(roleId), id }),
      await signe.post('/bekraeftelser', { ...form(roleId), id }),
    ]
    expect(sent.map((answer) => answer.headers.location)).toEqual([
      `/bekraeftelser/${id}`,
      `/bekraeftelser/${id}`,
    ])
    expect(await c.rows('select count(*)::int as rounds from certification_round')).toEqual([{ rounds: 1 }])
    const page = await signe.get(`/bekraeftelser/${id}`)
    expect(page.payload).toContain('Kommuner, der mangler svar')
    expect(await c.rows('select role_id from certification_schedule')).toEqual([])
  })

  test.each([
    ['today', '23-11-2026', 'Runden kan tidligst lukke i morgen.'],
    ['no day', '', 'Skriv, hvornår runden skal lukke.'],
    ['a day that is none', '31-02-2027', '31-02-2027 findes ikke i kalenderen.'],
  ])('every fault is told at once, in its own words: %s', async (_name, closesOn, ofDay) => {
    const typed = { audience: 'all', closesOn, name: ' ', nonResponse: 'asRole', graceDays: 'snart' }
    const { statusCode, payload } = await signe.post('/bekraeftelser/forhaandsvis', typed)
    expect(statusCode).toBe(422)
    for (const sentence of ['Skriv, hvad runden skal hedde.', 'Vælg mindst én rolle.', ofDay])
      expect(payload).toContain(sentence)
    expect(payload).toContain('Skriv et antal dage fra 0 til 365.')
    expect(payload).toContain('Der er 4 fejl')
    expect(payload).not.toContain('Skriv noget her.')
    const start = await signe.post('/bekraeftelser', { ...typed, id: c.portal.clock.newId() })
    expect([start.statusCode, start.payload.includes('Der er 4 fejl')]).toEqual([422, true])
  })

  test('a name that a round has is not suggested again; what was typed is kept', async () => {
    const roleId = await c.newRole('Prøverolle')
    await c.hold(roleId, await c.newUser('Birgit Lang'))
    await c.start({ roleIds: [roleId] })
    const suggested = async () =>
      /name="name"[^>]* value="([^"]+)"/.exec((await signe.get('/bekraeftelser/ny')).payload)?.[1]
    expect(await suggested()).toBe('Årlig bekræftelse 2026, runde 2')
    await c.rows(`update certification_round set name = ' årlig  bekræftelse 2026, Runde 2'`)
    expect(await suggested()).toBe('Årlig bekræftelse 2026')
    const again = await signe.post('/bekraeftelser/ny', form(roleId))
    expect(again.payload).toContain('value="Årlig bekræftelse 2026"')
  })

  test('what is wrong is told at its field', async () => {
    const answer = await signe.post('/bekraeftelser/forhaandsvis', {
      audience: 'all',
      closesOn: '23-11-2026',
      name: 'x',
      nonResponse: 'keep',
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.payload).toContain('Vælg mindst én rolle.')
    expect(answer.payload).toContain('Runden kan tidligst lukke i morgen.')
  })

  test('the close says whom it reaches; operations decide what the brake holds', async () => {
    const { id, roleId } = await openRound()
    expect((await signe.get(`/bekraeftelser/${id}/luk`)).payload).toContain('2 linjer har ikke fået svar')
    await signe.post(`/bekraeftelser/${id}/luk`)
    const held = 'Prøverolle: holdt tilbage'
    expect((await signe.get(`/bekraeftelser/${id}`)).payload).toContain(
      'Driften hos KOMBIT tager stilling til det.',
    )
    expect((await omar.get(`/bekraeftelser/${id}`)).payload).toContain(held)
    await omar.post(`/bekraeftelser/${id}/bremse/${roleId}`, { decision: 'rejected' })
    expect((await omar.get(`/bekraeftelser/${id}`)).payload).not.toContain(held)
    expect((await c.lines(id)).map((line) => line.consequence)).toEqual(['kept', 'kept'])
    const again = await signe.post(`/bekraeftelser/${id}/igen`, { closesOn: '31-01-2027' })
    expect(again.statusCode).toBe(303)
  })

  test('the plan of a role is switched on with a day, and off', async () => {
    const roleId = await c.newRole('Prøverolle')
    await signe.post(`/bekraeftelser/plan/${roleId}`, { isOn: 'ja', nextOn: '01-03-2027' })
    expect((await signe.get('/bekraeftelser')).payload).toContain('01-03-2027')
    await signe.post(`/bekraeftelser/plan/${roleId}`, { isOn: 'nej' })
    expect(await c.rows('select is_on from certification_schedule')).toEqual([{ is_on: false }])
    const wrong = await signe.post(`/bekraeftelser/plan/${roleId}`, { isOn: 'ja', nextOn: '01-01-2020' })
    expect(wrong.payload).toContain('Vælg i dag eller en senere dag.')
  })
})

describe('the API', () => {
  test('starts, answers many with a result each, closes; and tells all of it', async () => {
    const roleId = await c.newRole('Prøverolle')
    for (const name of ['A', 'B', 'C']) await c.hold(roleId, await c.newUser(name))
    const central = await c.portal.apiClient('KOMBIT')
    const korsbaek = await c.portal.apiClient('Korsbæk')
    const plan = { name: 'Runde', roleIds: [roleId], closesOn: '2026-12-31' }
    const dry = await central.post('/api/v1/certification-rounds?dryRun=true', plan)
    expect([dry.statusCode, dry.json().people]).toEqual([200, 3])
    const started = await central.post('/api/v1/certification-rounds', plan)
    expect(started.statusCode).toBe(201)
    const { id } = started.json()
    const first = await korsbaek.get(`/api/v1/certification-items?round=${id}&limit=2`)
    const second = await korsbaek.get(
      `/api/v1/certification-items?round=${id}&limit=2&cursor=${first.json().nextCursor}`,
    )
    const items: { id: string }[] = [...first.json().items, ...second.json().items]
    expect(items).toHaveLength(3)
    const many = await korsbaek.post('/api/v1/certification-answers', {
      answers: [
        { itemId: items[0]?.id, answer: 'keep' },
        { itemId: items[1]?.id, answer: 'withdraw' },
        { itemId: items[2]?.id, answer: 'withdraw', reason: 'Er stoppet' },
      ],
    })
    expect(
      many.json().results.map((one: { result: string; code: string | null }) => one.code ?? one.result),
    ).toEqual(['saved', 'missing-reason', 'saved'])
    const put = (headers = {}) =>
      korsbaek.put(`/api/v1/certification-items/${items[1]?.id}/answer`, { answer: 'keep' }, headers)
    expect((await put({ 'if-match': '"7"' })).statusCode).toBe(412)
    expect((await put({ 'if-match': '"1"' })).headers.etag).toBe('"2"')
    const seenBy = async (client: typeof central) =>
      (await client.get(`/api/v1/certification-rounds/${id}`)).json().roles[0]
    expect(await seenBy(central)).toMatchObject({ itemCount: 3, holderCount: 3 })
    expect(await seenBy(korsbaek)).toMatchObject({ itemCount: null, holderCount: null })
    const progress = await central.get(`/api/v1/certification-rounds/${id}/progress`)
    expect(progress.json()).toMatchObject({
      municipalities: [{ itemCount: 3, undecided: 0 }],
      roles: [{ keep: 2, withdraw: 1, none: 0 }],
    })
    const closed = await central.put(`/api/v1/certification-rounds/${id}/closing`)
    expect(closed.json().status).toBe('closed')
    expect((await put()).statusCode).toBe(200)
    expect(
      (
        await korsbaek.put(`/api/v1/certification-items/${items[1]?.id}/answer`, {
          answer: 'withdraw',
          reason: 'x',
        })
      ).statusCode,
    ).toBe(409)
    const plans = await central.get('/api/v1/certification-schedules')
    expect(plans.json().items).toMatchObject([{ roleId, isOn: false, nextOn: null }])
  })
})
