import { type Profile, SAML } from '@node-saml/node-saml'
import { knownAttributes } from './attribute-names.ts'
import { type SamlAssertion, SamlFault, type ServiceProvider } from './types.ts'

/**
 * Reads the signed characters once more, by node-saml, which has a parser of its own. Attacks on sign-in by SAML have again and
 * again lived on two parsers that disagreed; here a disagreement ends the sign-in.
 * @param xml the characters that were signed
 * @throws SamlFault
 */
export async function requireSecondReading(
  xml: string,
  first: SamlAssertion,
  sp: ServiceProvider,
): Promise<void> {
  const second = await readByNodeSaml(xml, sp)
  const agreed =
    second.nameID?.trim() === first.nameId &&
    second.nameIDFormat === first.nameIdFormat &&
    second.issuer.trim() === first.issuer &&
    second.sessionIndex === first.sessionIndex &&
    sameAttributes((second.attributes ?? {}) as Record<string, unknown>, first.attributes)
  if (!agreed) throw new SamlFault('assertion.readers')
}

class Reader extends SAML {
  async read(xml: string): Promise<Profile> {
    return (await this.processValidlySignedAssertionAsync(xml, '', null)).profile
  }
}

async function readByNodeSaml(xml: string, sp: ServiceProvider): Promise<Profile> {
  const reader = new Reader({
    callbackUrl: sp.acsUrl,
    issuer: sp.entityId,
    audience: sp.entityId,
    // Asked for, not used: the signature was verified before, over these very characters.
    idpCert: sp.signing.certificate,
    // It reads the wall clock; instants were compared already, with the clock we were given.
    acceptedClockSkewMs: -1,
  })
  try {
    return await reader.read(xml)
  } catch {
    // Whatever it stumbles over, the first reader did not; what it says may quote the assertion.
    throw new SamlFault('assertion.readers', 'unreadable')
  }
}

function sameAttributes(
  second: Readonly<Record<string, unknown>>,
  first: SamlAssertion['attributes'],
): boolean {
  const names = Object.keys(second).filter((name) => knownAttributes.has(name))
  return (
    names.length === first.size &&
    names.every((name) => {
      const values = [second[name]].flat().map((value) => String(value ?? '').trim())
      return JSON.stringify(values.filter(Boolean)) === JSON.stringify(first.get(name))
    })
  )
}
