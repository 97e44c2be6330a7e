import { profileOf, readAttributes } from './assertion-attributes.ts'
import { attributeNames } from './attribute-names.ts'
import type { SamlFaultCode } from './fault-codes.ts'
import { isIssuer } from './issuer.ts'
import { confirmedByBearer, nameIdFormats, namespaces } from './saml-names.ts'
import { later, readInstant, usualSkewSeconds } from './time.ts'
import { type LogoutSubject, type SamlAssertion, SamlFault, type ServiceProvider } from './types.ts'
import { attributeOf, childrenNamed, isNamed, onlyChild, textOf, type XmlElement } from './xml/element.ts'
import { isIdentity } from './xml/signature-form.ts'

/** What the assertion is held against. */
export interface AssertionRules {
  readonly issuer: string
  readonly sp: ServiceProvider
  readonly expected: { readonly requestId: string }
  readonly now: Date
  readonly skewSeconds?: number
}

const saml = namespaces.assertion
const acceptedNameIds: readonly (string | null)[] = [nameIdFormats.x509, nameIdFormats.persistent]

/**
 * Reads an assertion whose signature was verified, by the rules of OIOSAML.
 * @param root the element as it was signed
 */
export function readAssertion(root: XmlElement, rules: AssertionRules): SamlAssertion {
  const clock = clockOf(rules)
  const { id } = readHead(root, rules, clock)
  const subject = need(onlyChild(root, saml, 'Subject'), 'assertion.subject')
  const confirmedUntil = readConfirmation(subject, rules, clock)
  const conditionsUntil = readConditions(root, rules.sp.entityId, clock)
  const statements = readStatements(root)
  const attributes = readAttributes(statements.attributes)
  return {
    id,
    issuer: rules.issuer,
    ...readNameId(subject),
    inResponseTo: rules.expected.requestId,
    ...readSession(statements.authn, clock),
    notOnOrAfter: later(new Date(Math.min(confirmedUntil.getTime(), conditionsUntil.getTime())), clock.skew),
    profile: profileOf(attributes),
    levelText: attributeNames.level.flatMap((name) => attributes.get(name) ?? [])[0],
    attributes,
  }
}

function need<T>(value: T | null, code: SamlFaultCode, detail?: string): T {
  if (value === null) throw new SamlFault(code, detail)
  return value
}

/** Now, as early and as late as it may be on the clock of the other side. */
interface Clock {
  readonly earliest: Date
  readonly latest: Date
  readonly skew: number
}

const clockOf = ({ now, skewSeconds: skew = usualSkewSeconds }: AssertionRules): Clock => ({
  earliest: later(now, -skew),
  latest: later(now, skew),
  skew,
})

function readHead(root: XmlElement, rules: AssertionRules, clock: Clock): { id: string } {
  if (attributeOf(root, 'Version') !== '2.0') throw new SamlFault('assertion.version')
  const id = attributeOf(root, 'ID')
  if (!isIdentity(id)) throw new SamlFault('assertion.id')
  const issued = readInstant(attributeOf(root, 'IssueInstant'))
  if (!issued || issued > clock.latest) throw new SamlFault('assertion.issueInstant')
  const issuer = onlyChild(root, saml, 'Issuer')
  if (!isIssuer(issuer, rules.issuer)) throw new SamlFault('assertion.issuer', textOf(issuer) ?? 'none')
  return { id }
}

function readNameId(subject: XmlElement): LogoutSubject {
  const element = need(onlyChild(subject, saml, 'NameID'), 'assertion.nameId')
  const format = attributeOf(element, 'Format')
  if (!format || !acceptedNameIds.includes(format)) {
    throw new SamlFault('assertion.nameIdFormat', format ?? 'none')
  }
  const nameId = textOf(element)
  if (!nameId) throw new SamlFault('assertion.nameId')
  return { nameId, nameIdFormat: format }
}

/** @returns the instant from which it does not stand for the person any more */
function readConfirmation(subject: XmlElement, rules: AssertionRules, clock: Clock): Date {
  const confirmation = need(onlyChild(subject, saml, 'SubjectConfirmation'), 'assertion.confirmation')
  if (attributeOf(confirmation, 'Method') !== confirmedByBearer) throw new SamlFault('assertion.confirmation')
  const bearer = need(onlyChild(confirmation, saml, 'SubjectConfirmationData'), 'assertion.confirmation')
  const recipient = attributeOf(bearer, 'Recipient')
  if (recipient !== rules.sp.acsUrl) throw new SamlFault('assertion.recipient', recipient ?? 'none')
  if (attributeOf(bearer, 'InResponseTo') !== rules.expected.requestId) {
    throw new SamlFault('assertion.inResponseTo')
  }
  requireBegun(attributeOf(bearer, 'NotBefore'), 'assertion.confirmation', clock)
  return readEnd(attributeOf(bearer, 'NotOnOrAfter'), 'assertion.confirmation', clock)
}

function requireBegun(text: string | null, malformed: SamlFaultCode, clock: Clock): void {
  if (text === null) return
  if (need(readInstant(text), malformed, 'NotBefore') > clock.latest) {
    throw new SamlFault('assertion.notYetValid', text)
  }
}

function readEnd(text: string | null, malformed: SamlFaultCode, clock: Clock): Date {
  const end = need(readInstant(text), malformed, 'NotOnOrAfter')
  if (end <= clock.earliest) throw new SamlFault('assertion.expired', end.toISOString())
  return end
}

const understoodConditions = ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction']

/** A condition that is not understood is a condition that is not met (SAML core 2.5.1). */
function readConditions(root: XmlElement, entityId: string, clock: Clock): Date {
  const conditions = need(onlyChild(root, saml, 'Conditions'), 'assertion.conditions')
  const unknown = conditions.children.find(
    ({ name, namespace }) => namespace !== saml || !understoodConditions.includes(name),
  )
  if (unknown) throw new SamlFault('assertion.conditions', unknown.name)
  const restrictions = childrenNamed(conditions, saml, 'AudienceRestriction')
  const isForUs = (restriction: XmlElement): boolean =>
    childrenNamed(restriction, saml, 'Audience').some((audience) => textOf(audience) === entityId)
  if (restrictions.length === 0 || !restrictions.every(isForUs)) throw new SamlFault('assertion.audience')
  requireBegun(attributeOf(conditions, 'NotBefore'), 'assertion.conditions', clock)
  return readEnd(attributeOf(conditions, 'NotOnOrAfter'), 'assertion.conditions', clock)
}

const notStatements = ['Issuer', 'Subject', 'Conditions', 'Advice']

function readStatements(root: XmlElement): { authn: XmlElement; attributes: XmlElement } {
  const statements = root.children.filter(
    ({ name, namespace }) => namespace !== saml || !notStatements.includes(name),
  )
  const authn = statements.find((statement) => isNamed(statement, saml, 'AuthnStatement'))
  const attributes = statements.find((statement) => isNamed(statement, saml, 'AttributeStatement'))
  if (!authn || !attributes || statements.length !== 2) {
    throw new SamlFault('assertion.statements', statements.map(({ name }) => name).join(' '))
  }
  return { authn, attributes }
}

type Session = Pick<SamlAssertion, 'sessionIndex' | 'authnInstant' | 'sessionNotOnOrAfter'>

function readSession(authn: XmlElement, clock: Clock): Session {
  const sessionIndex = attributeOf(authn, 'SessionIndex')
  if (!sessionIndex) throw new SamlFault('assertion.sessionIndex')
  const authnInstant = readInstant(attributeOf(authn, 'AuthnInstant'))
  if (!authnInstant || authnInstant > clock.latest) throw new SamlFault('assertion.authnInstant')
  const end = attributeOf(authn, 'SessionNotOnOrAfter')
  if (end === null) return { sessionIndex, authnInstant }
  return { sessionIndex, authnInstant, sessionNotOnOrAfter: readEnd(end, 'assertion.authnInstant', clock) }
}
