import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'
import { readConfig } from '../src/config.ts'
import type { ServiceProvider } from '../src/platform/saml/types.ts'
import type { TestPerson } from '../test/support/saml/parts.ts'
import { cvrScope, privilegeList } from '../test/support/saml/privileges.ts'
import { TestIdentityProvider } from '../test/support/saml/test-identity-provider.ts'
import { samlEnvironment } from '../test/support/saml-environment.ts'
import type { BenchPortal } from './bench-portal.ts'
import { percentile } from './drive.ts'

const people = 200
const rounds = 5
const baseUrl = 'https://tvaers.example'

/** An identity provider, and the portal's settings for it. */
export interface SignInScene {
  readonly idp: TestIdentityProvider
  readonly environment: Readonly<Record<string, string>>
}

/** @param metadata the file to which the identity provider's metadata is written */
export async function prepareSignIn(metadata: string): Promise<SignInScene> {
  const idp = new TestIdentityProvider('https://saml.adgangsstyring.example')
  await writeFile(metadata, idp.metadata())
  return { idp, environment: samlEnvironment(metadata) }
}

/** Milliseconds of one sign-in, by what the portal is asked. The time of the identity provider is not in them. */
interface Step {
  readonly 'request made and signed': number
  readonly 'answer proven (POST /saml/acs)': number
  readonly 'session begun': number
}

/** 200 people sign in for the first time, then five times more each, one after the other. */
export async function measureSignIn(
  portal: BenchPortal,
  { idp, environment }: SignInScene,
  say: (line: string) => void,
): Promise<void> {
  const { saml } = readConfig({ MODE: 'demo', BASE_URL: baseUrl, ...environment })
  if (!saml) throw new Error('Sign-in by SAML is off')
  const persons = Array.from({ length: people }, (_, index) => personOf(portal, index))
  const signInAll = async (): Promise<Step[]> => {
    const steps: Step[] = []
    for (const person of persons)
      steps.push(await signIn(portal.server.address, idp, saml.serviceProvider, person))
    return steps
  }
  report('first sign-in', await signInAll(), say)
  const again: Step[] = []
  for (let round = 0; round < rounds; round++) again.push(...(await signInAll()))
  report('later sign-ins', again, say)
}

const personOf = ({ loaded }: BenchPortal, index: number): TestPerson => ({
  uuid: randomUUID(),
  name: `Prøve Person ${index}`,
  email: `proeve${index}@kommune.example`,
  cvr: loaded.municipality.cvr,
  organisationName: 'Prøve Kommune',
})

async function signIn(
  address: string,
  idp: TestIdentityProvider,
  sp: ServiceProvider,
  person: TestPerson,
): Promise<Step> {
  const cookies = new Map<string, string>()
  const begun = await timed(`${address}/saml/log-ind?idp=${encodeURIComponent(idp.entityId)}`, cookies)
  const sent = new URL(begun.location)
  const xml = inflateRawSync(Buffer.from(sent.searchParams.get('SAMLRequest') ?? '', 'base64')).toString()
  const requestId = /\bID="([^"]+)"/.exec(xml)?.[1] ?? ''
  const role = 'http://tvaers.dk/roles/usersystemrole/bruger/1'
  const privileges = [privilegeList([{ scope: cvrScope(person.cvr), privileges: [role] }])]
  const SAMLResponse = await idp.response({ person, privileges, sp, requestId, now: new Date() })
  const form = new URLSearchParams({ SAMLResponse, RelayState: sent.searchParams.get('RelayState') ?? '' })
  const proven = await timed(`${address}/saml/acs`, new Map(), form)
  const inside = await timed(new URL(proven.location, address).href, cookies)
  if (inside.location !== '/') throw new Error(`Nobody came in: ${proven.location}, then ${inside.location}`)
  return {
    'request made and signed': begun.milliseconds,
    'answer proven (POST /saml/acs)': proven.milliseconds,
    'session begun': inside.milliseconds,
  }
}

/** A form comes from another site, and so without cookies. */
async function timed(
  url: string,
  cookies: Map<string, string>,
  form?: URLSearchParams,
): Promise<{ milliseconds: number; location: string }> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const origin = { origin: 'https://saml.adgangsstyring.example', 'sec-fetch-site': 'cross-site' }
  const began = performance.now()
  const answer = await fetch(url, {
    redirect: 'manual',
    headers: form ? origin : { cookie },
    ...(form && { method: 'POST', body: form }),
  })
  await answer.arrayBuffer()
  const milliseconds = performance.now() - began
  for (const line of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    cookies.set(name, value)
  }
  return { milliseconds, location: answer.headers.get('location') ?? `${answer.status}` }
}

function report(what: string, steps: readonly Step[], say: (line: string) => void): void {
  say(`\n| ${what}: ${steps.length}, one at a time | p50 | p99 |\n|---|---|---|`)
  const [first] = steps
  if (!first) return
  const line = (name: string, values: readonly number[]) =>
    say(`| ${name} | ${percentile(values, 0.5).toFixed(1)} ms | ${percentile(values, 0.99).toFixed(1)} ms |`)
  for (const name of Object.keys(first) as (keyof Step)[])
    line(
      name,
      steps.map((step) => step[name]),
    )
  line(
    'all three',
    steps.map((step) => Object.values(step).reduce((sum: number, one: number) => sum + one, 0)),
  )
}
