import { nameIdFormats } from './saml-names.ts'
import { attributeOf, textOf, type XmlElement } from './xml/element.ts'

/** @returns whether an Issuer element names this entity, in the only form that OIOSAML knows */
export function isIssuer(issuer: XmlElement | null, entityId: string): boolean {
  const format = issuer && attributeOf(issuer, 'Format')
  return textOf(issuer) === entityId && (format === null || format === nameIdFormats.entity)
}
