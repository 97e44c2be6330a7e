import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openPostingPortal, type PostingPortal } from '../../../test/support/posting-portal.ts'

let there: PostingPortal
beforeAll(async () => {
  there = await openPostingPortal()
})
afterAll(() => there.close())
beforeEach(() => there.clear())

const choose = async (channel: string) =>
  (await there.portal.as('Signe')).post('/opslag/velkomst', {
    instance: 'mattermost',
    team: 'kommuner',
    channel,
  })

const welcomes = async () =>
  (
    await there.portal.owner.query(
      `select message, channel, state from posting where kind = 'welcome' order by number`,
    )
  ).rows

async function welcomeAndSend(): Promise<void> {
  await there.run('posting.welcoming')
  await there.run('posting.sending')
}

describe('a newcomer', () => {
  test('is welcomed where KOMBIT chose, once, by name and municipality alone', async () => {
    expect((await choose('varsler')).statusCode).toBe(303)
    await there.letIn('Anders')
    await welcomeAndSend()
    await welcomeAndSend()
    expect(await welcomes()).toEqual([
      { message: 'Velkommen til **Anders Skov** fra Korsbæk Kommune.', channel: 'varsler', state: 'posted' },
    ])
    const [post] = await there.posts()
    expect(post?.message).toBe('Velkommen til **Anders Skov** fra Korsbæk Kommune.')
    expect(post?.props.attachments).toBeUndefined()
    const shown = (await (await there.portal.as('Signe')).get('/opslag/velkomst')).payload
    expect(shown).toContain('Anders Skov')
    expect(shown).toContain('Slået op')
  })

  test('comes from an access that was proven open, as an event tells', async () => {
    await choose('varsler')
    await there.letIn('Anders')
    const jobs = await there.portal.owner.query(`select 1 from pgboss.job where name = 'posting.welcoming'`)
    expect(jobs.rowCount).toBe(1)
  })

  test('is welcomed nowhere unless somewhere was chosen, nor when it was turned off', async () => {
    await there.letIn('Anders')
    await welcomeAndSend()
    expect(await welcomes()).toEqual([])
    await choose('varsler')
    await choose('')
    await there.letIn('Lone')
    await welcomeAndSend()
    expect(await welcomes()).toEqual([])
    const told = await there.portal.owner.query(
      `select facts from event where type = 'welcome.chosen' order by id`,
    )
    expect(told.rows.map(({ facts }) => facts.channel)).toEqual(['varsler', null])
  })

  test('is only who came after it was turned on', async () => {
    await there.letIn('Anders')
    there.pass(60)
    await choose('varsler')
    there.pass(60)
    await there.letIn('Lone')
    await welcomeAndSend()
    expect((await welcomes()).map(({ message }) => message)).toEqual([
      'Velkommen til **Lone Dahl** fra Aarhus Kommune.',
    ])
  })

  test('is not greeted late: after a standstill it lapses, and says why', async () => {
    const before = await there.posts()
    await choose('varsler')
    await there.letIn('Anders')
    there.pass(25 * 3600)
    await welcomeAndSend()
    expect(await welcomes()).toMatchObject([{ state: 'lapsed' }])
    expect(await there.posts()).toEqual(before)
    const { rows } = await there.portal.owner.query(`select facts from event where type = 'posting.lapsed'`)
    expect(rows).toMatchObject([{ facts: { kind: 'welcome', code: 'tooOld' } }])
    const signe = await there.portal.as('Signe')
    const shown = (await signe.get('/opslag/velkomst')).payload
    expect(shown).toContain('Bortfaldet')
    expect(shown).toContain('Der gik mere end et døgn')
    await welcomeAndSend()
    expect(await welcomes()).toHaveLength(1)
  })

  test('… nor is one that could not be sent for a day', async () => {
    const before = await there.posts()
    await choose('varsler')
    await there.letIn('Anders')
    await there.run('posting.welcoming')
    there.pass(25 * 3600)
    await there.run('posting.sending')
    expect(await welcomes()).toMatchObject([{ state: 'lapsed' }])
    expect(await there.posts()).toEqual(before)
  })

  test('whose name is an attack is welcomed letter by letter', async () => {
    await choose('varsler')
    await there.letIn('Anders')
    await there.portal.owner.query(
      `update user_account set name = '@all [gratis](https://ond.example)' where name = 'Anders Skov'`,
    )
    await welcomeAndSend()
    await there.portal.owner.query(`update user_account set name = 'Anders Skov' where name like '@all%'`)
    expect((await welcomes())[0].message).toBe(
      'Velkommen til **@\u200ball \\[gratis\\]\\(https:\u200b//ond.example\\)** fra Korsbæk Kommune.',
    )
  })

  test('is welcomed in no channel that no role opens', async () => {
    const answer = await choose('town-square')
    expect(answer.statusCode).toBe(422)
    expect(answer.payload).toContain('Vælg en kanal, som en rolle åbner.')
  })
})
