import { attributeNames } from './attribute-names.ts'
import { readNamedPerson, readUuid } from './name-id.ts'
import {
  type AssuranceLevel,
  assuranceLevels,
  type SamlAssertion,
  SamlFault,
  type SamlPerson,
} from './types.ts'

const levels = assuranceLevels

/** KOMBIT's rule of thumb between NIST and NSIS: 2 is Lav, 3 Betydelig, 4 Høj. */
const nistLevels: Readonly<Record<string, AssuranceLevel>> = { 2: 'Low', 3: 'Substantial', 4: 'High' }

const longestName = 200
const mailAddress = /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{1,190}$/

type Attributes = SamlAssertion['attributes']

/**
 * Who an assertion speaks of: both generations of attributes, both forms of name id. What is said twice must be the same.
 * @param required the level below which nobody is let in, whatever was asked for (OIOSAML 3)
 * @throws SamlFault
 */
export function readPerson(assertion: SamlAssertion, required: AssuranceLevel = 'Substantial'): SamlPerson {
  const { attributes } = assertion
  const named = readNamedPerson(assertion)
  const organisationName = single(attributes, 'organisationName')
  if (!organisationName && assertion.profile === 'OIOSAML3') throw new SamlFault('person.organisation')
  return {
    uuid: uuidOf(attributes, named.uuid),
    cvr: cvrOf(attributes, named.cvr),
    organisationName: organisationName ?? undefined,
    name: nameOf(attributes, named.name),
    email: emailOf(attributes),
    level: levelOf(attributes, required),
    privilegesBase64: attributeNames.privileges.flatMap((name) => attributes.get(name) ?? []),
    specVersion: assertion.profile === 'OIOSAML3' ? 'OIO-SAML-3.0' : 'DK-SAML-2.0',
  }
}

/** @returns the one value that all names of an attribute agree on, or null */
function single(attributes: Attributes, key: keyof typeof attributeNames): string | null {
  const values = new Set(attributeNames[key].flatMap((name) => attributes.get(name) ?? []))
  if (values.size > 1) throw new SamlFault('person.attributeConflict', key)
  return [...values][0] ?? null
}

function uuidOf(attributes: Attributes, named: string | null): string {
  const text = single(attributes, 'uuid')
  const asserted = text === null ? null : readUuid(text)
  if (text !== null && asserted === null) throw new SamlFault('person.uuid')
  const uuid = named ?? asserted
  if (uuid === null) throw new SamlFault('person.uuid')
  if (named !== null && asserted !== null && named !== asserted) throw new SamlFault('person.uuidConflict')
  return uuid
}

function cvrOf(attributes: Attributes, named: string | null): string {
  const asserted = single(attributes, 'cvr')
  const cvr = asserted ?? named
  if (cvr === null || !/^\d{8}$/.test(cvr)) throw new SamlFault('person.cvr')
  if (named !== null && named !== cvr) throw new SamlFault('person.cvrConflict')
  return cvr
}

function nameOf(attributes: Attributes, named: string | null): string {
  const parts = [single(attributes, 'firstName'), single(attributes, 'lastName')]
  const joined = parts.every(Boolean) ? parts.join(' ') : null
  const name = single(attributes, 'fullName') ?? joined ?? named
  if (!name || name.length > longestName) throw new SamlFault('person.name')
  return name.replace(/\s+/g, ' ')
}

/** A profile without personal data has none; one that is no address is as good as none. */
function emailOf(attributes: Attributes): string | undefined {
  const email = single(attributes, 'email')
  return email !== null && mailAddress.test(email) ? email : undefined
}

/** Of two scales the lower one counts. */
function levelOf(attributes: Attributes, required: AssuranceLevel): AssuranceLevel {
  const [nsis, nist] = attributeNames.level
  const read = [
    ...(attributes.get(nsis) ?? []).map((text) => levels.find((level) => level === text)),
    ...(attributes.get(nist) ?? []).map((text) =>
      Object.hasOwn(nistLevels, text) ? nistLevels[text] : undefined,
    ),
  ]
  const reached = levels.find((level) => read.includes(level))
  if (!reached || read.includes(undefined)) throw new SamlFault('person.level')
  if (levels.indexOf(reached) < levels.indexOf(required)) throw new SamlFault('person.levelTooLow', reached)
  return reached
}
