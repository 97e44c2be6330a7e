import { readResponse } from '../../../src/platform/saml/response.ts'
import {
  type IdentityProvider,
  type SamlAssertion,
  SamlFault,
  type SamlFaultCode,
  type ServiceProvider,
} from '../../../src/platform/saml/types.ts'
import { makeKeyPair } from './certificate.ts'
import { noteRefusal } from './hostile-list.ts'
import { type ResponseOptions, TestIdentityProvider } from './test-identity-provider.ts'
import { testServiceProvider } from './test-service-provider.ts'

export const now = new Date('2026-11-27T10:00:00Z')
export const requestId = '_request'

export type Hostile = Partial<ResponseOptions>

/** One of us, one identity provider that we know, another one, and a stranger's keys. */
export class Scene {
  readonly idp = new TestIdentityProvider()
  readonly otherIdp = new TestIdentityProvider('https://other-idp.example/runtime')
  readonly stranger = makeKeyPair({ commonName: 'A stranger' })
  readonly nextDecryption = makeKeyPair({ commonName: 'Tværs, next year' })
  readonly sp: ServiceProvider
  /** What we know of the identity provider, as a test wants it. */
  known: Partial<IdentityProvider> = {}
  readonly #letIn = new Set<string>()

  constructor() {
    const sp = testServiceProvider()
    this.sp = { ...sp, decryptionKeys: [...sp.decryptionKeys, this.nextDecryption.key] }
  }

  field(hostile: Hostile = {}): Promise<string> {
    return this.idp.response({ sp: this.sp, requestId, now, ...hostile })
  }

  /** The signed assertion by itself. */
  plain(hostile: Hostile = {}): string {
    return this.idp.assertion({ sp: this.sp, requestId, now, ...hostile })
  }

  text(hostile: Hostile = {}): Promise<string> {
    return this.idp.responseText({ sp: this.sp, requestId, now, ...hostile })
  }

  read(samlResponse: string, at = now): Promise<SamlAssertion> {
    return readResponse({
      samlResponse,
      sp: this.sp,
      idps: [this.idp.describe(this.known), this.otherIdp.describe()],
      expected: { requestId, idpEntityId: this.idp.entityId },
      now: at,
    })
  }

  /**
   * Hands in a hostile response.
   * @returns the code it is refused with
   * @throws when it is let in, and when the same response without the hostility is not
   */
  async refusal(hostile: Hostile, at = now): Promise<SamlFaultCode> {
    await this.#unaltered()
    return codeOf(async () => this.read(await this.field(hostile), at))
  }

  /** Once for each thing we may know of the identity provider: it says the same each time. */
  async #unaltered(): Promise<void> {
    const key = JSON.stringify(this.known)
    if (this.#letIn.has(key)) return
    await this.read(await this.field())
    this.#letIn.add(key)
  }

  /** The same for a field that no identity provider wrote. */
  refusalOfField(field: string): Promise<SamlFaultCode> {
    return codeOf(() => this.read(field))
  }
}

/** What it was refused with. Noted at the running test, from where the list of hostile cases has it. */
export async function codeOf(act: () => unknown): Promise<SamlFaultCode> {
  try {
    await act()
  } catch (fault) {
    if (!(fault instanceof SamlFault)) throw fault
    noteRefusal(fault.code)
    return fault.code
  }
  throw new Error('It was let in.')
}
