import { attributeNames, knownAttributes } from './attribute-names.ts'
import { namespaces } from './saml-names.ts'
import { SamlFault, type SamlProfile } from './types.ts'
import { attributeOf, isNamed, textOf, type XmlElement } from './xml/element.ts'

const mostValues = 100

/** Reads the attributes that Tværs knows. Values are trimmed: samples of OIOSAML 2 carry line breaks. */
export function readAttributes(statement: XmlElement): ReadonlyMap<string, readonly string[]> {
  const attributes = new Map<string, readonly string[]>()
  for (const attribute of statement.children) {
    if (!isNamed(attribute, namespaces.assertion, 'Attribute')) {
      throw new SamlFault('assertion.attributes', attribute.name)
    }
    const name = attributeOf(attribute, 'Name') ?? ''
    if (!knownAttributes.has(name)) continue
    if (attributes.has(name)) throw new SamlFault('assertion.attributes', `${name} twice`)
    attributes.set(name, attribute.children.map((value) => textOfValue(value, name)).filter(Boolean))
    if (attribute.children.length > mostValues)
      throw new SamlFault('assertion.attributes', `${name} too often`)
  }
  return attributes
}

function textOfValue(value: XmlElement, name: string): string {
  const text = isNamed(value, namespaces.assertion, 'AttributeValue') ? textOf(value) : null
  if (text === null) throw new SamlFault('assertion.attributes', `${name} is no text`)
  return text
}

const specVersions: ReadonlyMap<string, { value: string; profile: SamlProfile }> = new Map([
  [attributeNames.specVersion[0], { value: 'OIO-SAML-3.0', profile: 'OIOSAML3' }],
  [attributeNames.specVersion[1], { value: 'DK-SAML-2.0', profile: 'OIOSAML2' }],
])

/** @returns the generation; the newer one when an assertion names both */
export function profileOf(attributes: ReadonlyMap<string, readonly string[]>): SamlProfile {
  const named = [...specVersions].filter(([name]) => attributes.has(name))
  for (const [name, { value }] of named) {
    const values = attributes.get(name) ?? []
    if (values.length !== 1 || values[0] !== value)
      throw new SamlFault('assertion.specVersion', values.join(' '))
  }
  const [, newest] = named[0] ?? []
  if (!newest) throw new SamlFault('assertion.specVersion', 'none')
  return newest.profile
}
