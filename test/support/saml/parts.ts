import { nameIdFormats } from '../../../src/platform/saml/saml-names.ts'
import type { ServiceProvider } from '../../../src/platform/saml/types.ts'
import { element, type Markup } from '../../../src/platform/saml/xml/write.ts'

/** Everything an assertion says, as text, so that a test can make any of it wrong. Undefined leaves it out. */
export interface AssertionParts {
  id: string
  version: string
  issueInstant: string
  issuer: string | undefined
  issuerFormat: string | undefined
  nameId: string | undefined
  nameIdFormat: string | undefined
  confirmationMethod: string
  recipient: string | undefined
  inResponseTo: string | undefined
  confirmationNotBefore: string | undefined
  confirmationNotOnOrAfter: string | undefined
  notBefore: string | undefined
  notOnOrAfter: string | undefined
  audiences: string[]
  authnInstant: string | undefined
  sessionIndex: string | undefined
  sessionNotOnOrAfter: string | undefined
  attributes: AttributePart[]
  /** XML that is put after the last statement. */
  more: string
}

export interface AttributePart {
  name: string
  values: string[]
}

/** What stands around the assertion. */
export interface ResponseParts {
  id: string
  version: string
  issueInstant: string
  issuer: string | undefined
  destination: string | undefined
  inResponseTo: string | undefined
  status: string
  innerStatus: string | undefined
}

export interface TestPerson {
  uuid: string
  name: string
  email: string
  cvr: string
  organisationName: string
}

export type Generation = 'OIOSAML2' | 'OIOSAML3'
export type NameIdForm = 'x509' | 'persistent'

/** What attributes tell of somebody. */
export interface SaidOfPerson {
  person: TestPerson
  level: string
  privileges: string[]
}

export interface AssertionOptions extends SaidOfPerson {
  generation: Generation
  nameIdForm: NameIdForm
  issuer: string
  sp: ServiceProvider
  requestId: string
  id: string
  now: Date
}

export const instantAfter = (now: Date, seconds: number): string =>
  new Date(now.getTime() + seconds * 1000).toISOString().replace('.000Z', 'Z')

/** An assertion as Context Handler builds it: five minutes to be delivered, an hour of conditions. */
export function assertionParts(options: AssertionOptions): AssertionParts {
  const { person, now, sp } = options
  return {
    id: options.id,
    version: '2.0',
    issueInstant: instantAfter(now, 0),
    issuer: options.issuer,
    issuerFormat: undefined,
    nameId: nameIdOf(person, options.nameIdForm),
    nameIdFormat: nameIdFormats[options.nameIdForm],
    confirmationMethod: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
    recipient: sp.acsUrl,
    inResponseTo: options.requestId,
    confirmationNotBefore: undefined,
    confirmationNotOnOrAfter: instantAfter(now, 300),
    notBefore: instantAfter(now, -30),
    notOnOrAfter: instantAfter(now, 3600),
    audiences: [sp.entityId],
    authnInstant: instantAfter(now, -5),
    sessionIndex: options.id,
    sessionNotOnOrAfter: undefined,
    attributes: options.generation === 'OIOSAML3' ? attributesOf3(options) : attributesOf2(options),
    more: '',
  }
}

/** What somebody is called in each of the two formats. */
export const nameIdOf = ({ cvr, name, uuid }: TestPerson, form: NameIdForm): string =>
  form === 'x509'
    ? `C=DK,O=${cvr},CN=${name},Serial=${uuid}`
    : `https://data.gov.dk/model/core/eid/professional/uuid/${uuid}`

const attribute = (name: string, ...values: string[]): AttributePart => ({ name, values })

/** The samples of OIOSAML 2 have line breaks after the values. */
export function attributesOf2({ person, level, privileges }: SaidOfPerson): AttributePart[] {
  return [
    attribute('dk:gov:saml:attribute:SpecVer', 'DK-SAML-2.0'),
    attribute('dk:gov:saml:attribute:KombitSpecVer', '1.0'),
    attribute('dk:gov:saml:attribute:CvrNumberIdentifier', person.cvr),
    attribute('urn:oid:2.5.4.10', `${person.organisationName}\n`),
    attribute('dk:gov:saml:attribute:AssuranceLevel', level),
    attribute('urn:oid:2.5.4.3', `${person.name}\n`),
    attribute('urn:oid:0.9.2342.19200300.100.1.3', `${person.email}\n`),
    ...(privileges.length > 0
      ? [attribute('dk:gov:saml:attribute:Privileges_intermediate', ...privileges)]
      : []),
  ]
}

export function attributesOf3({ person, level, privileges }: SaidOfPerson): AttributePart[] {
  const eid = 'https://data.gov.dk/model/core/eid'
  return [
    attribute('https://data.gov.dk/model/core/specVersion', 'OIO-SAML-3.0'),
    attribute('dk:gov:saml:attribute:KombitSpecVer', '2.0'),
    attribute(`${eid}/professional/cvr`, person.cvr),
    attribute(`${eid}/professional/orgName`, person.organisationName),
    attribute(`${eid}/professional/uuid/persistent`, `urn:uuid:${person.uuid}`),
    attribute('https://data.gov.dk/concept/core/nsis/loa', level),
    attribute(`${eid}/fullName`, person.name),
    attribute(`${eid}/email`, person.email),
    ...(privileges.length > 0 ? [attribute(`${eid}/privilegesIntermediate`, ...privileges)] : []),
  ]
}

export function assertionXml(parts: AssertionParts): string {
  const conditions = element(
    'saml:Conditions',
    { NotBefore: parts.notBefore, NotOnOrAfter: parts.notOnOrAfter },
    parts.audiences.length > 0
      ? element(
          'saml:AudienceRestriction',
          {},
          parts.audiences.map((audience) => element('saml:Audience', {}, audience)),
        )
      : null,
  )
  return element(
    'saml:Assertion',
    {
      'xmlns:saml': 'urn:oasis:names:tc:SAML:2.0:assertion',
      ID: parts.id,
      Version: parts.version,
      IssueInstant: parts.issueInstant,
    },
    issuerXml(parts.issuer, parts.issuerFormat),
    subjectXml(parts),
    conditions,
    element(
      'saml:AuthnStatement',
      {
        AuthnInstant: parts.authnInstant,
        SessionIndex: parts.sessionIndex,
        SessionNotOnOrAfter: parts.sessionNotOnOrAfter,
      },
      element(
        'saml:AuthnContext',
        {},
        element('saml:AuthnContextClassRef', {}, 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password'),
      ),
    ),
    element('saml:AttributeStatement', {}, parts.attributes.map(attributeXml)),
  ).xml.replace('</saml:Assertion>', `${parts.more}</saml:Assertion>`)
}

const issuerXml = (issuer: string | undefined, format?: string): Markup | null =>
  issuer === undefined ? null : element('saml:Issuer', { Format: format }, issuer)

function subjectXml(parts: AssertionParts): Markup {
  return element(
    'saml:Subject',
    {},
    parts.nameId === undefined ? null : element('saml:NameID', { Format: parts.nameIdFormat }, parts.nameId),
    element(
      'saml:SubjectConfirmation',
      { Method: parts.confirmationMethod },
      element('saml:SubjectConfirmationData', {
        NotBefore: parts.confirmationNotBefore,
        NotOnOrAfter: parts.confirmationNotOnOrAfter,
        Recipient: parts.recipient,
        InResponseTo: parts.inResponseTo,
      }),
    ),
  )
}

export function attributeXml({ name, values }: AttributePart): Markup {
  const format = name.startsWith('https:') ? 'uri' : 'basic'
  return element(
    'saml:Attribute',
    { Name: name, NameFormat: `urn:oasis:names:tc:SAML:2.0:attrname-format:${format}` },
    values.map((value) =>
      element(
        'saml:AttributeValue',
        {
          'xmlns:xs': 'http://www.w3.org/2001/XMLSchema',
          'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
          'xsi:type': 'xs:string',
        },
        value,
      ),
    ),
  )
}

export function responseXml(parts: ResponseParts, inside: string): string {
  const inner = parts.innerStatus ? element('samlp:StatusCode', { Value: parts.innerStatus }) : null
  return element(
    'samlp:Response',
    {
      'xmlns:samlp': 'urn:oasis:names:tc:SAML:2.0:protocol',
      'xmlns:saml': 'urn:oasis:names:tc:SAML:2.0:assertion',
      ID: parts.id,
      Version: parts.version,
      IssueInstant: parts.issueInstant,
      Destination: parts.destination,
      InResponseTo: parts.inResponseTo,
    },
    issuerXml(parts.issuer),
    element('samlp:Status', {}, element('samlp:StatusCode', { Value: parts.status }, inner)),
  ).xml.replace('</samlp:Response>', `${inside}</samlp:Response>`)
}
