import { expect, test } from 'vitest'
import { makeKeyPair } from '../../../test/support/saml/certificate.ts'
import { TestIdentityProvider } from '../../../test/support/saml/test-identity-provider.ts'
import { listMetadataContents } from './metadata-inventory.ts'

const past = new Date('2020-01-01T00:00:00Z')
const expired = new TestIdentityProvider(
  'https://idp.example',
  makeKeyPair({ commonName: 'Gammel', to: past }),
)

test('lists also what nobody would be signed in by', () => {
  const { validUntil, providers } = listMetadataContents(
    expired.metadata({ attributes: { validUntil: '2021-01-01T00:00:00Z' } }),
  )
  expect(validUntil).toEqual(new Date('2021-01-01T00:00:00Z'))
  expect(providers).toMatchObject([
    { entityId: 'https://idp.example', name: 'Fælleskommunal Adgangsstyring', hasSignOn: true },
  ])
  expect(providers[0]?.signing.map((certificate) => certificate?.validToDate)).toEqual([past])
})

test('of a whole federation, with the first last day of all', () => {
  const other = new TestIdentityProvider('https://other.example')
  const inner = (idp: TestIdentityProvider, validUntil: string) =>
    idp.metadata({ attributes: { validUntil } }).replace(/^<\?xml[^>]*\?>/, '')
  const xml = `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" validUntil="2030-01-01T00:00:00Z">${inner(
    expired,
    '2029-01-01T00:00:00Z',
  )}${inner(other, '2028-01-01T00:00:00Z')}</md:EntitiesDescriptor>`
  const { validUntil, providers } = listMetadataContents(xml)
  expect([validUntil?.toISOString(), providers.length]).toEqual(['2028-01-01T00:00:00.000Z', 2])
})

test.each([
  ['SingleSignOnService', 'hasSignOn'],
  ['WantAuthnRequestsSigned="true"', 'wantsSignedRequests'],
] as const)('says when %s is not there', (part, fact) => {
  const whole = expired.metadata()
  const has = (xml: string) => listMetadataContents(xml).providers[0]?.[fact]
  expect(has(whole)).toBe(true)
  expect(has(whole.replaceAll(part, part.startsWith('Want') ? '' : 'Other'))).toBe(false)
})

test('a certificate that is none is null', () => {
  const broken = expired.metadata().replaceAll(/<X509Certificate>[^<]+/g, '<X509Certificate>AAAA')
  expect(listMetadataContents(broken).providers[0]?.signing[0]).toBeNull()
})

test.each(['', '<a/>', 'nothing'])('%j is no metadata', (xml) => {
  expect(() => listMetadataContents(xml)).toThrow(/^metadata\./)
})
