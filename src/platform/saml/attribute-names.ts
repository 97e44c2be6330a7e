/** What Tværs reads about a person, under the name of each generation: OIOSAML 3 first, then OIOSAML 2. */
const eid = 'https://data.gov.dk/model/core/eid'

export const attributeNames = {
  specVersion: ['https://data.gov.dk/model/core/specVersion', 'dk:gov:saml:attribute:SpecVer'],
  cvr: [`${eid}/professional/cvr`, 'dk:gov:saml:attribute:CvrNumberIdentifier'],
  organisationName: [`${eid}/professional/orgName`, 'urn:oid:2.5.4.10'],
  uuid: [`${eid}/professional/uuid/persistent`],
  level: ['https://data.gov.dk/concept/core/nsis/loa', 'dk:gov:saml:attribute:AssuranceLevel'],
  privileges: [`${eid}/privilegesIntermediate`, 'dk:gov:saml:attribute:Privileges_intermediate'],
  email: [`${eid}/email`, 'urn:oid:0.9.2342.19200300.100.1.3'],
  fullName: [`${eid}/fullName`, 'urn:oid:2.5.4.3'],
  firstName: [`${eid}/firstName`],
  lastName: [`${eid}/lastName`, 'urn:oid:2.5.4.4'],
} as const satisfies Record<string, readonly string[]>

/**
 * Everything else that an assertion may say is left at the door: above all the civil registration number, but also age, date of
 * birth and whatever a municipality adds. What is never carried cannot be logged.
 */
export const knownAttributes: ReadonlySet<string> = new Set(Object.values(attributeNames).flat())
