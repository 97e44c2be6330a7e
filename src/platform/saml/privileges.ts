import { bytesOfBase64, textOfUtf8 } from './encoding.ts'
import { type PrivilegeGroup, type PrivilegeScope, SamlFault } from './types.ts'
import { attributeOf, isNamed, textOf, type XmlElement } from './xml/element.ts'
import { messageLimits, parseXml } from './xml/parse.ts'

/** OIO Basic Privilege Profile 1.2, and 1.1, which Context Handler still sends. */
const versions = [
  'http://digst.dk/oiosaml/basic_privilege_profile',
  'http://itst.dk/oiosaml/basic_privilege_profile',
]

/** Somebody may act for every municipality, with several privileges in each. */
const limits = { ...messageLimits, bytes: 128 * 1024, elements: 4_000 }
const longestUri = 500

/** Both spellings of the CVR scope are in use; no other case is. */
const scopes: readonly [RegExp, PrivilegeScope['kind']][] = [
  [/^urn:dk:gov:saml:[cC]vrNumberIdentifier:(\d{8})$/, 'cvr'],
  [/^urn:dk:gov:saml:productionUnitIdentifier:(\d{10})$/, 'productionUnit'],
  [/^urn:dk:gov:saml:seNumberIdentifier:(\d{8})$/, 'se'],
  [/^urn:dk:gov:saml:cprNumberIdentifier:()\d{10}$/, 'cpr'],
]

/**
 * Reads what somebody may do, for whom. The names come back as they were written: compare them as they stand, and give rights
 * for the organisation in the scope, which need not be the person's own.
 * @param base64 one value of the attribute
 * @throws SamlFault; half a list is no list
 */
export function readPrivileges(base64: string): PrivilegeGroup[] {
  const bytes = bytesOfBase64(base64)
  if (!bytes) throw new SamlFault('privileges.notBase64')
  const text = textOfUtf8(bytes)
  if (text === null) throw new SamlFault('privileges.encoding')
  const list = parseXml(text, 'privileges', limits)
  if (!versions.some((version) => isNamed(list, version, 'PrivilegeList'))) {
    throw new SamlFault('privileges.namespace', list.namespace)
  }
  return list.children.map((group) => readGroup(group, list.namespace))
}

/** Only the outermost element is in the namespace; writers that put all of them there are understood too. */
const isPart = (element: XmlElement, namespace: string, name: string): boolean =>
  isNamed(element, '', name) || isNamed(element, namespace, name)

function readGroup(group: XmlElement, namespace: string): PrivilegeGroup {
  if (!isPart(group, namespace, 'PrivilegeGroup')) throw new SamlFault('privileges.structure', group.name)
  const privileges: string[] = []
  const constraints: { name: string; value: string }[] = []
  for (const part of group.children) {
    if (isPart(part, namespace, 'Privilege')) privileges.push(readPrivilege(part))
    else if (isPart(part, namespace, 'Constraint')) constraints.push(readConstraint(part))
    else throw new SamlFault('privileges.structure', part.name)
  }
  if (privileges.length === 0) throw new SamlFault('privileges.structure', 'a group without a privilege')
  return { scope: readScope(attributeOf(group, 'Scope') ?? ''), privileges, constraints }
}

function readScope(text: string): PrivilegeScope {
  for (const [pattern, kind] of scopes) {
    const value = pattern.exec(text)?.[1]
    if (value !== undefined) return { kind, value }
  }
  throw new SamlFault('privileges.scope')
}

function readPrivilege(element: XmlElement): string {
  const uri = textOf(element)
  if (!uri || uri.length > longestUri || /\s/.test(uri)) throw new SamlFault('privileges.privilege')
  return uri
}

function readConstraint(element: XmlElement): { name: string; value: string } {
  const [name, value] = [attributeOf(element, 'Name'), textOf(element)]
  if (!name || value === null) throw new SamlFault('privileges.constraint')
  return { name, value }
}
