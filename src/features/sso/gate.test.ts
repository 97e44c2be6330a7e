import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  codeFor,
  exchangeAt,
  follow,
  openSsoPortal,
  type SsoPortal,
  userAt,
} from '../../../test/support/sso-portal.ts'
import type { App } from '../../app.ts'
import { civilDay } from '../../kernel/civil-day.ts'

let here: SsoPortal
let app: App

beforeAll(async () => {
  here = await openSsoPortal()
  app = here.portal.app
})
afterAll(() => here.close())
beforeEach(() => here.clear())

const refused = (step: string, reason = 'noRole') => ({
  type: 'sso.refused',
  actor_name: 'Anders Skov',
  facts: { userName: 'Anders Skov', step, reason },
})

describe('a role that ends on the way', () => {
  test.each([
    ['before the gate', /^\/mattermost\/log-paa\//],
    ['between the gate and the code', /^\/oauth\/authorize\//],
  ])('%s: no code, and the person is told', async (_when, at) => {
    const { assignmentId } = await here.letIn('Anders')
    let isEnded = false
    const before = async (path: string): Promise<void> => {
      if (isEnded || !at.test(path)) return
      isEnded = true
      await here.end(assignmentId)
    }
    const { last, away } = await follow(app, { session: await here.session('Anders'), before })
    expect(isEnded).toBe(true)
    expect(away).toBeNull()
    expect(last.statusCode).toBe(403)
    expect(last.payload).toContain('Du har ikke adgang til Mattermost')
    expect(await here.told()).toEqual([refused('authorize')])
    expect(await here.underWay()).toEqual(['Interaction'])
  })

  test('between code and token: no token', async () => {
    const { assignmentId } = await here.letIn('Anders')
    const code = await codeFor(app, { session: await here.session('Anders') })
    expect(await here.underWay()).toEqual(['AuthorizationCode', 'Grant'])
    await here.end(assignmentId)
    expect(await here.underWay()).toEqual([])
    expect((await exchangeAt(app, code)).json()).toMatchObject({ error: 'invalid_grant' })
  })

  test('between token and user: nobody is told who it is', async () => {
    const { assignmentId } = await here.letIn('Anders')
    const code = await codeFor(app, { session: await here.session('Anders') })
    const { access_token: token } = (await exchangeAt(app, code)).json()
    await here.end(assignmentId)
    expect(await here.underWay()).toEqual([])
    expect((await userAt(app, token)).statusCode).toBe(401)
  })

  /** By its own last day, which no transaction marks: then the question alone holds the gate. */
  describe('by a day that passes', () => {
    beforeEach(async () => {
      here.portal.clock.moveTo('2026-11-23T22:59:30Z')
      const { assignmentId } = await here.letIn('Anders')
      await here.portal.owner.query(`update assignment set ends_before = '2026-11-24' where id = $1`, [
        assignmentId,
      ])
    })

    test('between code and token', async () => {
      const code = await codeFor(app, { session: await here.session('Anders') })
      here.portal.clock.moveTo('2026-11-23T23:00:00Z')
      expect((await exchangeAt(app, code)).json()).toMatchObject({ error: 'invalid_grant' })
      expect(await here.told()).toEqual([refused('token')])
    })

    test('between token and user', async () => {
      const code = await codeFor(app, { session: await here.session('Anders') })
      const { access_token: token } = (await exchangeAt(app, code)).json()
      here.portal.clock.moveTo('2026-11-23T23:00:00Z')
      const answer = await userAt(app, token)
      expect([answer.statusCode, answer.json()]).toEqual([401, (await userAt(app, 'x')).json()])
      expect(await here.told()).toEqual([refused('user')])
    })
  })

  test('a role given anew revives nothing of before', async () => {
    const { assignmentId } = await here.letIn('Anders')
    const session = await here.session('Anders')
    const { access_token: token } = (await exchangeAt(app, await codeFor(app, { session }))).json()
    const code = await codeFor(app, { session })
    await here.end(assignmentId)
    await here.letIn('Anders')
    expect((await userAt(app, token)).statusCode).toBe(401)
    expect((await exchangeAt(app, code)).json()).toMatchObject({ error: 'invalid_grant' })
    expect((await exchangeAt(app, await codeFor(app, { session }))).statusCode).toBe(200)
  })

  test.each([
    ['a pause', (id: string, by: typeof here) => pause(id, by)],
    ['leaving', (_id: string, by: typeof here) => leave(by)],
  ])('%s ends what is under way in its own transaction', async (_name, change) => {
    const { assignmentId } = await here.letIn('Anders')
    const code = await codeFor(app, { session: await here.session('Anders') })
    await change(assignmentId, here)
    expect(await here.underWay()).toEqual([])
    expect((await exchangeAt(app, code)).json()).toMatchObject({ error: 'invalid_grant' })
    await here.portal.owner.query('update user_account set left_at = null')
  })

  test('somebody else’s sign-in goes on', async () => {
    const { assignmentId } = await here.letIn('Mads')
    await here.letIn('Anders')
    const code = await codeFor(app, { session: await here.session('Anders') })
    await here.end(assignmentId)
    expect((await exchangeAt(app, code)).statusCode).toBe(200)
  })
})

async function pause(assignmentId: string, { portal }: SsoPortal): Promise<void> {
  await portal.owner.query(
    `update assignment set suspended_at = now(), suspensions = suspensions + 1 where id = $1`,
    [assignmentId],
  )
}

async function leave({ portal }: SsoPortal): Promise<void> {
  await portal.owner.query(`update user_account set left_at = now() where name = 'Anders Skov'`)
}

describe('who stands at the gate', () => {
  test('without a sign-in is led through it and back, and on to Mattermost', async () => {
    await here.letIn('Anders')
    const { last, answers } = await follow(app, { session: '' })
    const location = String(last.headers.location)
    const back = new URL(location, 'http://localhost').searchParams.get('til') ?? ''
    expect(back).toMatch(/^\/mattermost\/log-paa\/[\w-]+$/)
    const page = await here.portal.anybody().get(location)
    expect(page.payload).toContain(`value="${back}"`)
    expect(page.headers['content-security-policy']).toContain("form-action 'self' https://chat.test;")
    const cookie = answers
      .flatMap((answer) => [answer.headers['set-cookie'] ?? []].flat())
      .map((set) => set.split(';')[0])
    const session = await here.session('Anders')
    const headers = { cookie: [session, ...cookie].join('; ') }
    const passed = await app.server.inject({ url: back, headers })
    expect(passed.headers.location).toMatch(/^http:\/\/localhost:3000\/oauth\/authorize\/[\w-]+$/)
  })

  test('finds other pages’ forms kept to the portal', async () => {
    for (const path of ['/log-ind', '/log-ind?til=/roller', '/log-ind?til=https://chat.test/']) {
      const { headers } = await here.portal.anybody().get(path)
      expect(headers['content-security-policy']).toContain("form-action 'self';")
    }
  })

  test('without a role is told why, who can give it, and what happens then', async () => {
    const { last } = await follow(app, { session: await here.session('Mads') })
    expect(last.statusCode).toBe(403)
    for (const words of [
      'Du har ikke adgang til Mattermost',
      `href="/roller/${here.roleId}"`,
      'Cybersamarbejdet',
      'Katrine Holm',
      'href="mailto:katrine.holm@korsbaek.example"',
      'Når du har fået rollen',
      'Du er logget på Tværs som Mads Friis.',
    ])
      expect(last.payload, words).toContain(words)
    expect(last.payload).not.toContain('Lone Dahl')
    expect(await here.told()).toMatchObject([{ type: 'sso.refused', actor_name: 'Mads Friis' }])
  })

  test('reads why on a page that costs no more than others', async () => {
    const session = await here.session('Mads')
    const { answers } = await follow(app, { session })
    const cookies = [answers[0]?.headers['set-cookie'] ?? []].flat().map((set) => set.split(';')[0])
    const cookie = [session, ...cookies].join('; ')
    // Throws when it costs more queries than a page may.
    const page = await here.portal.anybody().get(String(answers[0]?.headers.location), { cookie })
    expect(page.statusCode).toBe(403)
  })

  test('is told in English too', async () => {
    const session = `${await here.session('Mads')}; tvaers_language=en`
    const { last } = await follow(app, { session })
    expect(last.payload).toContain('You do not have access to Mattermost')
    expect(last.payload).toContain('Once you have the role')
  })

  test.each(['Signe', 'Omar', 'Nanna'] as const)(
    '%s, of no municipality, is told where roles are given',
    async (name) => {
      const { last } = await follow(app, { session: await here.session(name) })
      expect(last.statusCode).toBe(403)
      expect(last.payload).toContain('Roller med adgang til Mattermost gives i kommunerne.')
      expect(last.payload).not.toContain('Cybersamarbejdet')
    },
  )

  test('waits there while the account is made, and is not taken for refused', async () => {
    await here.give('Anders')
    const { last } = await follow(app, { session: await here.session('Anders') })
    expect([last.statusCode, last.headers.refresh]).toEqual([200, '3'])
    expect(last.payload).toContain('Din adgang bliver klargjort')
    expect(await here.told()).toEqual([])
  })

  test('is told that a human looks at an account that could not be made', async () => {
    await here.letIn('Anders')
    await here.portal.owner.query(`update provisioning_record set sign_in = null, state = 'held'`)
    const { last } = await follow(app, { session: await here.session('Anders') })
    expect(last.statusCode).toBe(403)
    expect(last.payload).toContain('KOMBIT ser på det')
    expect(await here.told()).toEqual([refused('authorize', 'stuck')])
  })

  test('is told the day a role begins', async () => {
    await here.give('Anders', { startsOn: civilDay('2026-12-01') })
    const { last } = await follow(app, { session: await here.session('Anders') })
    expect(last.payload).toMatch(/Rollen gælder fra .*01-12-2026/)
    expect(await here.told()).toEqual([refused('authorize', 'notYet')])
  })

  test('is told of a pause', async () => {
    const { assignmentId } = await here.letIn('Anders')
    await pause(assignmentId, here)
    const { last } = await follow(app, { session: await here.session('Anders') })
    expect(last.payload).toContain('Din adgang til Mattermost er sat på pause')
    expect(last.payload).toContain('Katrine Holm')
  })

  test('with somebody else’s way there, or an old one, begins anew', async () => {
    await here.letIn('Anders')
    const anders = await here.session('Anders')
    const { answers } = await follow(app, { session: await here.session('Mads') })
    const another = String(answers[0]?.headers.location)
    for (const url of [another, '/mattermost/log-paa/x', '/oauth/authorize/x']) {
      const answer = await app.server.inject({ url, headers: { cookie: anders } })
      expect([url, answer.statusCode]).toEqual([url, 404])
      expect(answer.payload).toContain('Du skal begynde forfra i Mattermost')
      expect(answer.payload).toContain('href="https://chat.test"')
    }
    const before = () => here.portal.clock.moveTo('2026-11-23T09:30:00Z')
    const late = await follow(app, {
      session: '',
      before: (path) => (path.startsWith('/mattermost') ? before() : undefined),
    })
    expect(late.last.statusCode).toBe(303)
    const session = await here.session('Anders')
    const cookie = [late.answers[0]?.headers['set-cookie'] ?? []].flat().map((set) => set.split(';')[0])
    const answer = await app.server.inject({
      url: String(late.answers[0]?.headers.location),
      headers: { cookie: [session, ...cookie].join('; ') },
    })
    expect(answer.statusCode).toBe(404)
  })

  test('and has moved: the number of the old municipality opens nothing', async () => {
    const { ssoId } = await here.letIn('Anders')
    const { access_token: token } = (
      await exchangeAt(app, await codeFor(app, { session: await here.session('Anders') }))
    ).json()
    await here.portal.owner.query(`update user_account set organisation_id = $1 where name = 'Anders Skov'`, [
      here.portal.organisation('Aarhus'),
    ])
    expect(await here.underWay()).toEqual([])
    expect((await userAt(app, token)).statusCode).toBe(401)
    const { rows } = await here.portal.owner.query(
      `select g.open, g.sso_id from sso_gate(sso_person($1, 'mattermost'), 'mattermost', '2026-11-23') g`,
      [ssoId],
    )
    expect(rows).toEqual([{ open: false, sso_id: null }])
    await here.portal.owner.query(`update user_account set organisation_id = $1 where name = 'Anders Skov'`, [
      here.portal.organisation('Korsbæk'),
    ])
  })
})

describe('what breaks', () => {
  test('inside the library answers nothing and changes nothing', async () => {
    const { ssoId } = await here.letIn('Anders')
    const code = await codeFor(app, { session: await here.session('Anders') })
    const rights = 'update on sso_token'
    await here.portal.owner.query(`revoke ${rights} from tvaers_door`)
    const broken = await exchangeAt(app, code)
    await here.portal.owner.query(`grant ${rights} to tvaers_door`)
    expect(broken.statusCode).toBe(500)
    expect(broken.payload).not.toContain('access_token')
    expect(await here.underWay()).toEqual(['AuthorizationCode', 'Grant'])
    const exchanged = await exchangeAt(app, code)
    expect((await userAt(app, exchanged.json().access_token)).json().id).toBe(ssoId)
  })
})

describe('two servers', () => {
  let another: App
  beforeAll(async () => {
    another = await here.openAnother()
  })

  test('go on where the other began', async () => {
    const { ssoId } = await here.letIn('Anders')
    const code = await codeFor(app, { session: await here.session('Anders') })
    const exchanged = await exchangeAt(another, code)
    expect(exchanged.statusCode).toBe(200)
    expect((await userAt(app, exchanged.json().access_token)).json().id).toBe(ssoId)
  })

  test('that are handed the same code at once let it through once, and then not at all', async () => {
    await here.letIn('Anders')
    const session = await here.session('Anders')
    for (let round = 0; round < 5; round++) {
      const code = await codeFor(app, { session })
      const answers = await Promise.all(
        [app, another, app, another].map((server) => exchangeAt(server, code)),
      )
      const tokens = answers.filter((answer) => answer.statusCode === 200)
      expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 400, 400, 400])
      expect((await userAt(another, tokens[0]?.json().access_token)).statusCode).toBe(401)
    }
  })
})
