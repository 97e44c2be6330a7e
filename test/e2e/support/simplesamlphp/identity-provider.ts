import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { php, simplesamlphp } from '../../../../scripts/programs.mjs'
import { freePort } from '../free-port.ts'
import { type Host, hosts, metadataAt, metadataSources, writeConfiguration } from './configuration.ts'
import { type Attributes, password } from './people.ts'

const here = resolve('test/e2e/support/simplesamlphp')

/** simplesamlphp under PHP's own server: two identity providers at two hosts of one port. */
export interface RunningIdentityProvider {
  /** What the portal is told of it. */
  readonly settings: Readonly<Record<string, string>>
  /** Its metadata in files, for a portal that takes none without encryption. @returns SAML_IDP_METADATA */
  metadataFiles(): Promise<string>
  /** Address of a page of one of them. */
  at(host: Host, page: string): string
  /** Has it read the portal's metadata, as an operator would. @throws when it does not accept it */
  meet(portalAddress: string): Promise<void>
  /** From now on it says this of somebody: they have another name, or other rights. */
  say(user: string, said: Attributes): void
  stop(): Promise<void>
}

/** Starts it on a free port of this machine, with a folder of its own that goes when it stops. */
export async function startIdentityProvider(): Promise<RunningIdentityProvider> {
  for (const place of [php, simplesamlphp])
    if (!existsSync(place)) throw new Error(`There is no ${place}: npm test brings it`)
  const { folder, portal, metadataCertificate } = writeConfiguration()
  const port = await freePort()
  const environment = {
    PATH: process.env.PATH,
    SIMPLESAMLPHP_CONFIG_DIR: here,
    IDENTITY_PROVIDER_FOLDER: folder,
  }
  const server = spawn(php, ['-S', `127.0.0.1:${port}`, '-t', join(simplesamlphp, 'www')], {
    // The browser asks for page, style and pictures at once, and the portal for metadata.
    env: { ...environment, PHP_CLI_SERVER_WORKERS: '3' },
    stdio: 'ignore',
    detached: true,
  })
  const stop = async (): Promise<void> => {
    await end(server)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await answering(server, metadataAt(hosts.shared, port))
  } catch (fault) {
    await stop()
    throw fault
  }
  return {
    settings: {
      SAML_ENTITY_ID: 'https://tvaers.example',
      SAML_SIGNING_KEY: portal.key,
      SAML_SIGNING_CERTIFICATE: portal.certificate,
      SAML_IDP_METADATA: metadataSources((host) => metadataAt(hosts[host], port)),
      SAML_IDP_METADATA_CERTIFICATE: metadataCertificate,
      SAML_CONTACT: 'drift@kombit.example',
    },
    async metadataFiles() {
      const place = (host: Host): string => join(folder, `${host}.xml`)
      for (const host of Object.keys(hosts) as Host[])
        writeFileSync(place(host), await (await fetch(metadataAt(hosts[host], port))).text())
      return metadataSources(place)
    },
    at: (host, page) => `http://${hosts[host]}:${port}/${page}`,
    async meet(portalAddress) {
      const metadata = await (await fetch(`${portalAddress}/saml/metadata`)).text()
      const words = [join(here, 'read-metadata.php'), simplesamlphp, portal.certificate]
      const read = spawnSync(php, words, { env: environment, input: metadata, encoding: 'utf8' })
      if (read.status !== 0) throw new Error(`The portal's metadata: ${read.stdout}${read.stderr}`)
    },
    say(user, said) {
      const file = join(folder, 'people.json')
      const people = JSON.parse(readFileSync(file, 'utf8')) as { shared: Record<string, unknown> }
      people.shared[`${user}:${password}`] = said
      writeFileSync(file, JSON.stringify(people))
    },
    stop,
  }
}

/** Its error pages come with status 200: metadata is known by its type. */
async function answering(server: ChildProcess, address: string): Promise<void> {
  for (const until = performance.now() + 20_000; performance.now() < until; ) {
    if (server.exitCode !== null) throw new Error(`PHP ended with ${server.exitCode}`)
    const answer = await fetch(address).catch(() => null)
    if (answer?.headers.get('content-type')?.startsWith('application/samlmetadata+xml')) return
    if (answer) throw new Error(`simplesamlphp answers: ${await answer.text()}`)
    await pause(50)
  }
  throw new Error('simplesamlphp does not answer')
}

/** The server and its workers, which are its own group. */
async function end(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  process.kill(-server.pid, 'SIGTERM')
  await ended
}
