import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ServiceProvider } from '../../../src/platform/saml/types.ts'
import type { TestPerson } from '../../support/saml/parts.ts'
import { TestIdentityProvider } from '../../support/saml/test-identity-provider.ts'
import { anders, may, readSent } from '../../support/saml-portal.ts'

/** What the next sign-in says one may, by CVR number. */
export type Rights = Readonly<Record<string, readonly string[]>>

/**
 * An identity provider on a site of its own (127.0.0.1, where the portal is localhost): the browser sees two sites, as
 * in life. Its page asks for one click, then sends the answer by form.
 */
export class IdentityProviderSite {
  readonly idp: TestIdentityProvider
  readonly #server: Server
  #sp: ServiceProvider | null = null
  rights: Rights = {}
  person: TestPerson = anders

  private constructor(server: Server) {
    this.#server = server
    const { port } = server.address() as AddressInfo
    this.idp = new TestIdentityProvider(`http://127.0.0.1:${port}`)
    server.on('request', (request, response) => void this.#answer(request, response))
  }

  static async open(): Promise<IdentityProviderSite> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new IdentityProviderSite(server)
  }

  /** Names the portal that asks. */
  serve(sp: ServiceProvider): void {
    this.#sp = sp
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.idp.entityId)
    const sp = this.#sp
    // Browsers look for a picture of every site.
    if (url.pathname === '/favicon.ico') return void response.writeHead(204).end()
    if (url.pathname === '/metadata') return void response.end(this.idp.metadata())
    if (!sp || !url.searchParams.has('SAMLRequest')) return void response.writeHead(404).end()
    const { xml, requestId, relayState } = readSent(url)
    const common = { sp, now: new Date() }
    if (xml.includes('LogoutRequest')) {
      const answer = await this.idp.logoutResponse({
        ...{ binding: 'redirect', inResponseTo: requestId, relayState },
        ...common,
      })
      const query = answer.binding === 'redirect' ? answer.rawQuery : ''
      return void response.writeHead(303, { location: `${sp.sloResponseUrl}?${query}` }).end()
    }
    const saying = { ...common, requestId, person: this.person, privileges: may(this.rights) }
    const field = (name: string, value: string) => `<input type="hidden" name="${name}" value="${value}">`
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(
        `<!doctype html><html lang="da"><title>Login</title><h1>Kommunens login</h1><form method="post" action="${sp.acsUrl}">${field('SAMLResponse', await this.idp.response(saying))}${field('RelayState', relayState)}<button>Jeg er Anders</button></form></html>`,
      )
  }
}
