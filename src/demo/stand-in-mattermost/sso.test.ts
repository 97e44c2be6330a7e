import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { start } from './start-for-tests.ts'
import type { StandInOptions } from './world.ts'

/** An identity provider that says what a test wants it to. */
let provider: FastifyInstance
let address = ''
let token: { status: number; body: unknown }
let user: { status: number; body: unknown }
let form = ''

beforeAll(async () => {
  provider = fastify()
  provider.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  provider.post('/token', async (request, reply) => {
    form = String(request.body)
    return reply.code(token.status).send(token.body)
  })
  provider.get('/user', async (request, reply) => {
    expect(request.headers.authorization).toBe('Bearer token-of-anna')
    return reply.code(user.status).send(user.body)
  })
  address = await provider.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => provider.close())

const anna = { id: 1001, username: 'anna.larsen', email: 'Anna@korsbaek.test', name: 'Anna Bo Larsen' }
beforeEach(() => {
  token = { status: 200, body: { access_token: 'token-of-anna', token_type: 'Bearer' } }
  user = { status: 200, body: anna }
})

function open(more: Partial<StandInOptions> = {}) {
  const gitLab = {
    id: 'mattermost',
    secret: 'hemmelig',
    scope: '',
    authEndpoint: 'https://tvaers.test/oauth/authorize',
    tokenEndpoint: `${address}/token`,
    userApiEndpoint: `${address}/user`,
  }
  const standIn = start({ gitLab, siteUrl: 'https://chat.test', ...more })
  const begin = async (path = '/oauth/gitlab/login') => {
    const answer = await standIn.app.inject({ url: path })
    const cookie = answer.cookies.find(({ name }) => name === 'MMOAUTH')
    const to = new URL(String(answer.headers.location))
    return { answer, to, state: to.searchParams.get('state') ?? '', cookie: `MMOAUTH=${cookie?.value}` }
  }
  const come = (state: string, cookie: string, way = 'signup') =>
    standIn.app.inject({
      url: `/${way}/gitlab/complete?${new URLSearchParams({ code: 'kode', state })}`,
      headers: { cookie },
    })
  return {
    ...standIn,
    begin,
    come,
    async signIn() {
      const { state, cookie } = await begin()
      return await come(state, cookie)
    },
  }
}

describe('the way to the identity provider', () => {
  it('is the one seen on the wire', async () => {
    const { answer, to, state } = await open().begin('/oauth/gitlab/login?redirect_to=/kommuner')
    expect(answer.statusCode).toBe(302)
    expect(`${to.origin}${to.pathname}`).toBe('https://tvaers.test/oauth/authorize')
    expect([...to.searchParams.keys()]).toEqual(['response_type', 'client_id', 'redirect_uri', 'state'])
    expect(to.searchParams.get('redirect_uri')).toBe('https://chat.test/signup/gitlab/complete')
    const told = JSON.parse(Buffer.from(state, 'base64').toString())
    expect(told).toMatchObject({ action: 'login', isMobile: 'false', redirect_to: '/kommuner' })
    expect(told.token).toHaveLength(64)
  })

  it('ends in a session, and the page says whose', async () => {
    const { user: make, signIn, app } = open()
    await make('anna', { auth_data: '1001' })
    const answer = await signIn()
    expect([answer.statusCode, answer.headers.location]).toEqual([307, '/'])
    expect(new URLSearchParams(form).get('client_secret')).toBe('hemmelig')
    expect(new URLSearchParams(form).get('redirect_uri')).toBe('https://chat.test/signup/gitlab/complete')
    const session = answer.cookies.find(({ name }) => name === 'MMAUTHTOKEN')
    const cookie = `MMAUTHTOKEN=${session?.value}`
    expect((await app.inject({ url: '/', headers: { cookie } })).body).toContain(
      'logget på som Anna Bo Larsen',
    )
    expect((await app.inject({ url: '/' })).body).toContain('Log på med Tværs')
    await app.inject({ method: 'POST', url: '/log-af', headers: { cookie } })
    expect((await app.inject({ url: '/', headers: { cookie } })).body).toContain('Log på med Tværs')
  })

  it.each([
    ['/kommuner/varsler', '/kommuner/varsler'],
    ['//evil.test', '/'],
    ['https://evil.test', '/'],
  ])('leads on to %s as %s', async (wanted, to) => {
    const { user: make, begin, come } = open()
    await make('anna', { auth_data: '1001' })
    const { state, cookie } = await begin(`/oauth/gitlab/login?redirect_to=${encodeURIComponent(wanted)}`)
    expect((await come(state, cookie, 'login')).headers.location).toBe(to)
  })

  it('takes a state once, from the browser that was sent off, and within half an hour', async () => {
    const { user: make, begin, come, pass } = open()
    await make('anna', { auth_data: '1001' })
    const { state, cookie } = await begin()
    expect((await come(state, '')).statusCode).toBe(400)
    expect((await come(state, 'MMOAUTH=x')).statusCode).toBe(400)
    expect((await come('x', cookie)).statusCode).toBe(400)
    expect((await come(state, cookie)).statusCode).toBe(307)
    expect((await come(state, cookie)).body).toContain('invalid_state')
    const late = await begin()
    pass(1_800_001)
    expect((await come(late.state, late.cookie)).statusCode).toBe(400)
  })

  it('that was refused leads to a page that says so', async () => {
    const { app } = open()
    const refused = await app.inject({ url: '/signup/gitlab/complete?error=access_denied&state=x' })
    expect(refused.headers.location).toBe('/error?type=oauth_access_denied&service=Gitlab')
    const other = await app.inject({ url: '/signup/gitlab/complete?error=server_error&state=x' })
    expect(other.headers.location).toBe('/error?type=oauth_missing_code&service=Gitlab')
    const page = await app.inject({ url: String(refused.headers.location) })
    expect(page.body).toContain('Tværs lukkede dig ikke ind.')
  })
})

describe('an identity provider that does not speak as it should', () => {
  it.each([
    [
      'no token',
      () => {
        token.status = 400
      },
      500,
    ],
    [
      'an empty token',
      () => {
        token.body = { access_token: '', token_type: 'bearer' }
      },
      500,
    ],
    [
      'another kind of token',
      () => {
        token.body = { access_token: 'x', token_type: 'mac' }
      },
      500,
    ],
    [
      'no person',
      () => {
        user.status = 403
      },
      500,
    ],
    [
      'a number as text',
      () => {
        user.body = { ...anna, id: '1001' }
      },
      400,
    ],
    [
      'the number zero',
      () => {
        user.body = { ...anna, id: 0 }
      },
      400,
    ],
    [
      'no address',
      () => {
        user.body = { ...anna, email: '' }
      },
      400,
    ],
  ])('%s: nobody is let in', async (_name, change, status) => {
    change()
    const { user: make, signIn, ask } = open()
    const { id } = (await make('anna', { auth_data: '1001' })).body
    const answer = await signIn()
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toMatch(/^text\/html/)
    expect((await ask('GET', `/users/${id}/sessions`)).body).toEqual([])
  })
})

describe('the account', () => {
  it('is brought back to life, and named anew', async () => {
    const { user: make, signIn, ask } = open()
    const { id } = (await make('anna', { auth_data: '1001' })).body
    await ask('PUT', `/users/${id}/active`, { active: false })
    expect((await signIn()).statusCode).toBe(307)
    expect((await ask('GET', `/users/${id}`)).body).toMatchObject({
      delete_at: 0,
      username: 'anna.larsen',
      email: 'anna@korsbaek.test',
      first_name: 'Anna',
      last_name: 'Bo Larsen',
    })
  })

  it('keeps its old name and address where others have the new ones, without a word', async () => {
    const { user: make, signIn, ask } = open()
    const { id } = (await make('gammel', { auth_data: '1001' })).body
    await make('anna.larsen', { email: 'anna@korsbaek.test', auth_data: '1002' })
    expect((await signIn()).statusCode).toBe(307)
    expect((await ask('GET', `/users/${id}`)).body).toMatchObject({
      username: 'gammel',
      email: 'gammel@korsbaek.test',
    })
  })

  it('of nobody known is not made, where users are made by others', async () => {
    const { user: make, signIn } = open()
    await make('anna', { auth_data: 'revoked-1001-2' })
    const answer = await signIn()
    expect(answer.statusCode).toBe(501)
    expect(answer.body).toContain('api.user.create_user.disabled.app_error')
  })

  it('is made where that is allowed, but never joined with one that has the address', async () => {
    const { user: make, signIn, ask } = open({ createsUsers: true })
    await make('anna.larsen', { email: 'andre@korsbaek.test', auth_data: '5' })
    expect((await signIn()).statusCode).toBe(307)
    expect((await ask('GET', '/users/username/anna.larsen0')).body.email).toBe('anna@korsbaek.test')
    user.body = { ...anna, id: 1002 }
    const answer = await signIn()
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('api.user.create_oauth_user.already_attached.app_error')
  })

  it('gets a cleaned name: letters it does not know become lines', async () => {
    user.body = { ...anna, username: 'Jens Åge' }
    const { signIn, ask } = open({ createsUsers: true })
    await signIn()
    expect((await ask('GET', '/users/username/jens--ge')).status).toBe(200)
  })
})
