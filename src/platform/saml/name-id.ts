import { nameIdFormats } from './saml-names.ts'
import { type LogoutSubject, SamlFault } from './types.ts'

/** What a name id tells of a person; the two forms tell different things. */
export interface NamedPerson {
  readonly uuid: string | null
  readonly cvr: string | null
  readonly name: string | null
}

const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}'

/**
 * A name may hold anything, also `,Serial=` and `,O=`. Its place is between the first CN and the last Serial, so both are taken from
 * the outside in, and what a person is called can never become who they are.
 */
const subjectName = new RegExp(`^C=DK,\\s*O=(\\d{8}),\\s*CN=([^]*),\\s*Serial=(${uuid})$`)
const persistent = new RegExp(
  `^(?:https://data\\.gov\\.dk/model/core/eid/professional/uuid/|urn:uuid:)(${uuid})$`,
)

/** @returns the UUID in the forms that an attribute or a name id may have, in lower case; or null */
export const readUuid = (text: string): string | null =>
  (persistent.exec(text)?.[1] ?? new RegExp(`^${uuid}$`).exec(text)?.[0] ?? null)?.toLowerCase() ?? null

/** @throws SamlFault when a name id that must tell who it is does not */
export function readNamedPerson({ nameId, nameIdFormat }: LogoutSubject): NamedPerson {
  if (nameIdFormat === nameIdFormats.persistent) return { uuid: readUuid(nameId), cvr: null, name: null }
  const [, cvr, name, serial] = subjectName.exec(nameId) ?? []
  if (!cvr || !name || !serial) throw new SamlFault('person.nameId')
  return { uuid: serial.toLowerCase(), cvr, name: name.trim() }
}
