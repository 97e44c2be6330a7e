import { afterEach, describe, expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'
import { answerItems } from './actions/answering.ts'
import { closeRound } from './actions/closing.ts'

const c = useCertificationPortal('Katrine', 'Lone', 'Signe', 'Omar', 'Anders', 'Ib')

const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const pageOf = async (name: 'Katrine' | 'Anders' | 'Signe', address: string): Promise<string> =>
  textOf((await (await c.portal.as(name)).get(address)).payload)

async function askedAbout(userId: string, rules: Parameters<typeof c.newRole>[1] = {}) {
  const roleId = await c.newRole('Prøverolle', rules)
  await c.hold(roleId, userId)
  const id = await c.start({ roleIds: [roleId] })
  const [line] = await c.lines(id)
  return { id, itemId: line?.id ?? '' }
}

describe('one who was confirmed and does not hold the role any more', () => {
  const words = 'Bekræftet, rollen sluttede 24-11-2026'

  test('is told so to everybody, on pages and in reports', async () => {
    const { id, itemId } = await askedAbout(await c.newUser('Jonas Vium'))
    await c.portal.act('Katrine', (ctx) => answerItems(ctx, [{ itemId, answer: 'keep' }]))
    const reader = () => pageOf('Anders', `/bekraeftelser/${id}`)
    const centralPath = `/bekraeftelser/${id}/kommuner/${c.portal.organisation('Korsbæk')}`
    expect(await reader()).toContain('Stadig rigtig')
    await c.rows(`update assignment set ended_at = '2026-11-24T09:00:00Z', end_reason = 'Sagde fra'`)
    for (const page of [await reader(), await pageOf('Signe', centralPath)]) {
      expect(page).toContain(words)
      expect(page).not.toContain('Stadig rigtig')
    }
    const csv = (await (await c.portal.as('Katrine')).get(`/bekraeftelser/${id}/rapport?format=csv`)).payload
    const cells = csv.trim().split('\r\n').at(-1)?.split(';')
    // What was answered stays what was answered; what came of it is what is true.
    expect([cells?.[8], cells?.at(-3)]).toEqual(['Stadig rigtig', words])
    const client = await c.portal.apiClient('Korsbæk')
    const { items } = (await client.get(`/api/v1/certification-items?round=${id}`)).json()
    expect(items).toMatchObject([{ answer: 'keep', heldEndedOn: '2026-11-24', accessOutcome: 'none' }])
  })

  test('so is one who went on without an answer', async () => {
    const { id } = await askedAbout(await c.newUser('Jonas Vium'))
    await c.portal.act('Signe', (ctx) => closeRound(ctx, id))
    expect(await pageOf('Anders', `/bekraeftelser/${id}`)).toContain('Uden svar, fortsætter')
    await c.rows(`update assignment set ended_at = '2026-11-24T09:00:00Z', end_reason = 'Sagde fra'`)
    const page = await pageOf('Anders', `/bekraeftelser/${id}`)
    expect(page).toContain('Uden svar, rollen sluttede 24-11-2026')
    expect(page).not.toContain('Uden svar, fortsætter')
  })
})

describe('a role that opens no access', () => {
  test.each(['suspend', 'remove'] as const)('%s: nobody says that one closes', async (nonResponse) => {
    const { id } = await askedAbout(await c.newUser('Jonas Vium'), { nonResponse })
    const answering = await pageOf('Katrine', `/bekraeftelser/${id}`)
    expect(answering).toContain('Rollen afsluttes, når du gemmer.')
    const central = [
      await pageOf('Signe', `/bekraeftelser/${id}`),
      await pageOf('Signe', `/bekraeftelser/${id}/luk`),
    ]
    for (const page of [answering, ...central])
      expect(page.replace('Adgange ', '')).not.toMatch(/adgang(en)? /i)
  })

  test('where it opens one, they do', async () => {
    const { id } = await askedAbout(await c.newUser('Jonas Vium'), { nonResponse: 'remove', opens: true })
    expect(await pageOf('Katrine', `/bekraeftelser/${id}`)).toContain('og en adgang, den åbnede, lukkes.')
    for (const address of [`/bekraeftelser/${id}`, `/bekraeftelser/${id}/luk`])
      expect(await pageOf('Signe', address)).toContain('Rollen afsluttes, og adgangen lukkes')
  })
})

describe('a deputy answers as the administrator would (C2)', () => {
  afterEach(async () => {
    await c.rows('truncate deputy')
    await c.rows(`delete from user_account where name = 'Hanne Berg'`)
  })

  async function asDeputy() {
    const about = await askedAbout(await c.userId('Katrine'))
    const katrine = await c.portal.as('Katrine')
    const anders = await c.portal.as('Anders')
    await katrine.post('/stedfortraeder', { userId: await c.userId('Anders'), lastDay: '30-11-2026' })
    return {
      ...about,
      answer: () => anders.post(`/bekraeftelser/${about.id}/svar`, { [`svar-${about.itemId}`]: 'keep' }),
    }
  }

  test('about the only one: marked and listed as an answer about oneself; both are told beforehand', async () => {
    const { id, answer } = await asDeputy()
    const page = await pageOf('Anders', `/bekraeftelser/${id}`)
    expect(page).toContain('Du svarer på vegne af Katrine Holm, og I har ingen anden KLIK-administrator.')
    expect(page).not.toContain('(dig)')
    // The note stands beside what helps to decide, not in place of it.
    expect(page).toContain('Logget på Tværs')
    const own = await pageOf('Katrine', `/bekraeftelser/${id}`)
    expect(own).toContain('I har ingen anden KLIK-administrator, så du må gerne svare for dig selv.')
    expect(own).toContain('Logget på Tværs')
    expect((await answer()).statusCode).toBe(303)
    expect(await c.lines(id)).toMatchObject([{ answer: 'keep', is_self_answered: true }])
    expect(await c.events('certificationItem.selfAnswered')).toHaveLength(1)
    expect(await pageOf('Signe', `/bekraeftelser/${id}`)).toContain('Svar om sig selv')
    const trail = textOf((await (await c.portal.as('Ib')).get('/revision')).body)
    expect(trail).toContain(
      'Anders Skov på vegne af Katrine Holm svarede om Katrine Holm, den eneste KLIK-administrator',
    )
  })

  test('about one of several: refused, with who answers', async () => {
    await c.newUser('Hanne Berg', 'Korsbæk', true)
    const { id, answer } = await asDeputy()
    expect(await pageOf('Anders', `/bekraeftelser/${id}`)).toContain(
      'Hanne Berg, der også er KLIK-administrator, svarer i stedet.',
    )
    expect((await answer()).statusCode).toBe(422)
    expect(await c.lines(id)).toMatchObject([{ answer: null, is_self_answered: false }])
  })
})
