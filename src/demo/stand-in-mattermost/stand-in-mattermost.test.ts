import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { adminToken, start } from './start-for-tests.ts'

describe('switches', () => {
  it('limits the rate in plain text', async () => {
    const { ask } = start()
    await ask('PUT', '/test-mattermost/faults', { rules: [{ kind: 'rateLimit' }] })
    const limited = await ask('GET', '/users/me')
    expect(limited).toMatchObject({ status: 429, body: 'limit exceeded' })
    expect(limited.headers['retry-after']).toBe('1')
    expect((await ask('GET', '/users/me')).status).toBe(200)
  })

  it('belongs to the administrator alone, also while the API plays dead, and tells what was asked', async () => {
    const { ask } = start()
    expect((await ask('GET', '/test-mattermost/faults', undefined, 'x')).status).toBe(403)
    expect((await ask('PUT', '/test-mattermost/faults', { rules: [{ kind: 'x' }] })).status).toBe(400)
    await ask('PUT', '/test-mattermost/faults', { tokenDead: true, latencyMs: 1 })
    expect((await ask('GET', '/users/me')).status).toBe(401)
    await ask('DELETE', '/test-mattermost/faults')
    expect((await ask('GET', '/users/me')).status).toBe(200)
    const { body } = await start().ask('GET', '/test-mattermost/requests')
    expect(JSON.parse(body)).toEqual([])
  })

  it('answers an unknown route and a bad id as the real server does', async () => {
    const { ask } = start()
    expect((await ask('GET', '/nowhere')).body).toContain('api.context.404.app_error')
    expect((await ask('GET', '/users/kort')).body.id).toBe('api.context.invalid_url_param.app_error')
    expect((await ask('POST', '/users')).status).toBe(400)
  })
})

describe('the state file', () => {
  const folders: string[] = []
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true })
  })
  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'stand-in-'))
    folders.push(folder)
    return folder
  }

  it('survives a restart, in a file for its owner alone', async () => {
    const folder = newFolder()
    const stateFile = join(folder, 'mattermost', 'state.json')
    const first = start({ stateFile })
    await first.user('anna')
    const second = start({ stateFile })
    expect((await second.ask('GET', '/users/username/anna')).status).toBe(200)
    expect(statSync(stateFile).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(folder, 'mattermost'))).toEqual(['state.json'])
    expect(readFileSync(stateFile, 'utf8')).not.toContain(adminToken)
  })

  it('is never overwritten when it cannot be read', () => {
    const stateFile = join(newFolder(), 'state.json')
    writeFileSync(stateFile, '{"users":')
    expect(() => start({ stateFile })).toThrow(/Delete the file to start afresh/)
    expect(readFileSync(stateFile, 'utf8')).toBe('{"users":')
  })
})

describe('the page', () => {
  it('says what it is, shows who is where, and runs no script', async () => {
    const { app, ask, user, place } = start()
    const { teamId, channelId } = await place()
    const anna = (await user('anna', { first_name: 'Anna', last_name: '<Å>' })).body
    await ask('POST', `/teams/${teamId}/members`, { user_id: anna.id })
    await ask('POST', `/channels/${channelId}/members`, { user_id: anna.id })
    const page = await app.inject('/')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers.refresh).toBe('5')
    expect(page.body).toContain('<html lang="da">')
    expect(page.body.match(/<h1/g)).toHaveLength(1)
    expect(page.body).toContain('En efterligning til demo og test, ikke Mattermost')
    expect(page.body).toContain('Anna &lt;Å>')
    expect(page.body).toContain('Town Square, Off-Topic, Varsler')
    expect(page.body).not.toMatch(/<script|style=/)
  })

  it('stops refreshing when asked, speaks English, and has its style sheet', async () => {
    const { app } = start()
    const page = await app.inject('/?opdater=nej&sprog=en')
    expect(page.headers.refresh).toBeUndefined()
    expect(page.body).toContain('An imitation for demonstration and testing, not Mattermost')
    expect((await app.inject('/test-mattermost.css')).headers['content-type']).toContain('text/css')
  })
})
