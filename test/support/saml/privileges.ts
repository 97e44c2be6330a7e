import { element } from '../../../src/platform/saml/xml/write.ts'

export interface PrivilegePart {
  scope: string
  privileges: string[]
  constraints?: { name: string; value: string }[]
  /** Some senders write the constraints before the privileges. */
  constraintsFirst?: boolean
}

export const privilegeNamespaces = {
  'BPP 1.1': 'http://itst.dk/oiosaml/basic_privilege_profile',
  'BPP 1.2': 'http://digst.dk/oiosaml/basic_privilege_profile',
} as const

export const cvrScope = (cvr: string): string => `urn:dk:gov:saml:cvrNumberIdentifier:${cvr}`

export const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

export function privilegeListXml(
  groups: PrivilegePart[],
  namespace: string = privilegeNamespaces['BPP 1.1'],
): string {
  const written = groups.map((group) => {
    const privileges = group.privileges.map((uri) => element('Privilege', {}, uri))
    const constraints = (group.constraints ?? []).map(({ name, value }) =>
      element('Constraint', { Name: name }, value),
    )
    const parts = group.constraintsFirst ? [...constraints, ...privileges] : [...privileges, ...constraints]
    return element('PrivilegeGroup', { Scope: group.scope }, parts)
  })
  return `<?xml version="1.0" encoding="UTF-8"?>${element('bpp:PrivilegeList', { 'xmlns:bpp': namespace }, written).xml}`
}

/** One value of the attribute, as it comes in an assertion. */
export const privilegeList = (groups: PrivilegePart[], namespace?: string): string =>
  base64(privilegeListXml(groups, namespace))
