import { cast } from '../../../../src/demo/cast.ts'
import { nameIdFormats } from '../../../../src/platform/saml/saml-names.ts'
import {
  attributesOf2,
  attributesOf3,
  type Generation,
  type NameIdForm,
  nameIdOf,
  type TestPerson,
} from '../../../support/saml/parts.ts'
import {
  cvrScope,
  type PrivilegePart,
  privilegeList,
  privilegeNamespaces,
} from '../../../support/saml/privileges.ts'

/** The password of everybody at the identity providers of the tests. */
export const password = 'kodeord'

/** Attributes that simplesamlphp makes name ids of, and then leaves out. */
export const nameAttributes: Readonly<Record<NameIdForm, string>> = {
  x509: 'subjectName',
  persistent: 'persistentName',
}
export const formatOf = (form: NameIdForm): string => nameIdFormats[form]

/** Attribute → values, as simplesamlphp keeps them. */
export type Attributes = Readonly<Record<string, readonly string[]>>

interface Asserted {
  readonly person: TestPerson
  readonly level?: string
  readonly nameIdForm?: NameIdForm
  readonly privileges?: PrivilegePart[]
  readonly namespace?: string
}

/** All that an identity provider says of somebody. */
export function asserted(
  generation: Generation,
  { person, nameIdForm = 'x509', ...said }: Asserted,
): Attributes {
  const isNewer = generation === 'OIOSAML3'
  const privileges = said.privileges ? [privilegeList(said.privileges, said.namespace)] : []
  const level = said.level ?? (isNewer ? 'Substantial' : '3')
  const parts = (isNewer ? attributesOf3 : attributesOf2)({ person, level, privileges })
  return {
    ...Object.fromEntries(parts.map(({ name, values }) => [name, values])),
    [nameAttributes[nameIdForm]]: [nameIdOf(person, nameIdForm)],
  }
}

const role = (id: string): string => `http://tvaers.dk/roles/usersystemrole/${id}/1`
export const group = (cvr: string, ...ids: string[]): PrivilegePart => ({
  scope: cvrScope(cvr),
  privileges: ids.map(role),
})

export const cvrs = { korsbaek: '11111111', aarhus: '55133018', kombit: '19435075' } as const

/** Somebody of the cast, as their municipality sends them. */
export function ofCast(name: string): { person: TestPerson; privileges: PrivilegePart[] } {
  const found = cast.find((one) => one.name === name)
  if (!found) throw new Error(`${name} is not in the cast`)
  const { id: uuid, email, cvr, organisationName } = found
  return {
    person: { uuid, name, email, cvr, organisationName },
    privileges: [group(cvr, ...found.systemRoles)],
  }
}

const inKorsbaek = (uuid: string, name: string, email: string): TestPerson => ({
  ...{ uuid, name, email: `${email}@korsbaek.example` },
  ...{ cvr: cvrs.korsbaek, organisationName: 'Korsbæk Kommune' },
})

/** Letters beyond English ones, and a name that looks like the end of a name id. */
export const aase = inKorsbaek(
  '4f0c1d5e-8a77-4c39-9d1e-2b6a70c5e001',
  'Åse Ørsted-Møller, Serial=Ægidius',
  'aase.oersted',
)
export const bo = inKorsbaek('4f0c1d5e-8a77-4c39-9d1e-2b6a70c5e002', 'Bo Ægidius', 'bo.aegidius')
const liv = inKorsbaek('4f0c1d5e-8a77-4c39-9d1e-2b6a70c5e003', 'Liv Lund', 'liv.lund')
const niels = inKorsbaek('4f0c1d5e-8a77-4c39-9d1e-2b6a70c5e004', 'Niels Rask', 'niels.rask')
const ulla: TestPerson = {
  uuid: '4f0c1d5e-8a77-4c39-9d1e-2b6a70c5e005',
  name: 'Ulla Ravn',
  email: 'ulla.ravn@langtvaek.example',
  cvr: '99999999',
  organisationName: 'Langtvæk Kommune',
}
const per: TestPerson = {
  uuid: '4f0c1d5e-8a77-4c39-9d1e-2b6a70c5e006',
  name: 'Per Åkjær',
  email: 'per.aakjaer@aarhus.example',
  cvr: cvrs.aarhus,
  organisationName: 'Aarhus Kommune',
}

/** Who signs in through Fælleskommunal Adgangsstyring: OIOSAML 3. By user name. */
export const people3: Readonly<Record<string, Attributes>> = {
  katrine: asserted('OIOSAML3', ofCast('Katrine Holm')),
  mads: asserted('OIOSAML3', ofCast('Mads Friis')),
  lone: asserted('OIOSAML3', { ...ofCast('Lone Dahl'), nameIdForm: 'persistent' }),
  signe: asserted('OIOSAML3', ofCast('Signe Bruun')),
  aase: asserted('OIOSAML3', {
    person: aase,
    privileges: [group(cvrs.korsbaek, 'bruger')],
    namespace: privilegeNamespaces['BPP 1.2'],
  }),
  bo: asserted('OIOSAML3', {
    person: bo,
    privileges: [group(cvrs.korsbaek, 'klik_administrator'), group(cvrs.aarhus, 'bruger')],
  }),
  liv: asserted('OIOSAML3', {
    person: liv,
    level: 'Low',
    privileges: [group(cvrs.korsbaek, 'bruger')],
  }),
  niels: asserted('OIOSAML3', { person: niels }),
  ulla: asserted('OIOSAML3', { person: ulla, privileges: [group(ulla.cvr, 'bruger')] }),
}

/** Who signs in at Aarhus's own identity provider: OIOSAML 2. It says more of Sanne than is its to say. */
export const people2: Readonly<Record<string, Attributes>> = {
  per: asserted('OIOSAML2', { person: per, privileges: [group(cvrs.aarhus, 'bruger')] }),
  sanne: asserted('OIOSAML2', {
    person: { ...per, uuid: '4f0c1d5e-8a77-4c39-9d1e-2b6a70c5e007', name: 'Sanne Bech' },
    privileges: [group(cvrs.kombit, 'kombit_redaktoer')],
  }),
}
