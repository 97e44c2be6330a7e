import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeKeyPair } from '../../../test/support/saml/certificate.ts'
import { hostilePosts, type Posted } from '../../../test/support/saml/hostile-posts.ts'
import { TestIdentityProvider } from '../../../test/support/saml/test-identity-provider.ts'
import {
  anders,
  createSamlPortal,
  type SamlPortal,
  textOf,
  Visit,
} from '../../../test/support/saml-portal.ts'
import type { SamlFaultCode } from '../../platform/saml/types.ts'
import { refusalPageTexts, refusalWords } from './refusal-texts.ts'
import { refusalOf } from './saml-refusals.ts'

/** Every cause of refusal once more, as an enemy meets it: over HTTP, at a portal that lets the same in without the hostility. */
let saml: SamlPortal
const lines: string[] = []
const start = '2026-11-23T09:00:00Z'
/** Its certificate ends while somebody is signing in. */
const handler = new TestIdentityProvider(
  'https://saml.adgangsstyring.example',
  makeKeyPair({ commonName: 'Adgangsstyring', to: new Date('2026-11-23T09:05:00Z') }),
)
beforeAll(async () => {
  saml = await createSamlPortal(
    { environment: { LOG_LEVEL: 'info' }, log: (line) => lines.push(line) },
    handler,
  )
  expect((await new Visit(saml).signIn()).headers.location).toBe('/')
})
afterAll(() => saml.close())
beforeEach(() => {
  saml.portal.clock.moveTo(start)
  lines.length = 0
})

const counts = async () =>
  (
    await saml.portal.owner.query(`select (select count(*)::int from session) as sessions,
      (select count(*)::int from user_account) as users, (select count(*)::int from event) as events`)
  ).rows[0]

/** Posts it, and looks at all that a refusal must be: its code, its page, nobody let in, nobody made, nothing told. */
async function expectRefused(
  code: SamlFaultCode,
  posted: Posted,
  meanwhile: () => unknown = () => {},
): Promise<void> {
  const before = await counts()
  const visit = new Visit(saml)
  const sent = await visit.begin()
  await meanwhile()
  const form =
    'field' in posted
      ? { SAMLResponse: posted.field, RelayState: sent.relayState }
      : await visit.form(sent, posted)
  const answer = await visit.browser.crossPost('/saml/acs', form)
  const told = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'sign-in refused')
  const page = refusalOf(code)
  expect(told.map((line) => [line.code, line.cause.split(':')[0]])).toEqual([[page, code]])
  const text = textOf(answer)
  expect(text).toContain(refusalWords('da')[page].title)
  expect(text).toContain(refusalPageTexts('da').code(page, told[0].requestId))
  expect([400, 403]).toContain(answer.statusCode)
  expect([...visit.browser.cookies.keys()].filter((name) => name.endsWith('session'))).toEqual([])
  expect((await visit.browser.get('/opgaver')).headers.location).toMatch(/^\/log-ind/)
  const finish = `/saml/videre?${new URLSearchParams({ svar: sent.relayState })}`
  expect(textOf(await visit.browser.get(finish))).toContain(refusalWords('da').unsolicited.title)
  expect(await counts()).toEqual(before)
}

describe('posted to a portal', () => {
  test.each(hostilePosts)('%s (%#)', (code, posted) => expectRefused(code, posted))

  test('response.unknownIdp: the identity provider is taken out of the metadata meanwhile', async () => {
    const kept = await saml.portal.owner.query('select * from saml_metadata')
    await expectRefused('response.unknownIdp', {}, () => saml.portal.owner.query('delete from saml_metadata'))
    for (const row of kept.rows)
      await saml.portal.owner.query(
        `insert into saml_metadata select * from jsonb_populate_record(null::saml_metadata, $1::jsonb)`,
        [JSON.stringify(row)],
      )
  })

  test('assertion.certificate: the identity provider’s certificate ends meanwhile', async () => {
    await expectRefused('assertion.certificate', {}, () => saml.portal.clock.moveTo('2026-11-23T09:05:01Z'))
  })

  test('without the hostility the same is let in still, and nobody else was', async () => {
    expect((await new Visit(saml).signIn()).headers.location).toBe('/')
    const { rows } = await saml.portal.owner.query('select id from user_account')
    expect(rows).toEqual([{ id: anders.uuid }])
  })
})

test('every cause that is listed for an answer is among them', async () => {
  const listed = (await readFile('docs/hostile-cases.md', 'utf8')).matchAll(
    /\| `((?:response|assertion|person|privileges)\.\w+)` \|/g,
  )
  const posted = new Set([
    ...hostilePosts.map(([code]) => code),
    'response.unknownIdp',
    'assertion.certificate',
  ])
  expect(
    [...new Set([...listed].map(([, code = '']) => code))].filter((code) => !posted.has(code as never)),
  ).toEqual([])
})
