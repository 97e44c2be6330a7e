import { DOMParser, XMLSerializer } from '@xmldom/xmldom'
import type { XmlSubject } from '../fault-codes.ts'
import { SamlFault } from '../types.ts'
import type { XmlAttribute, XmlElement } from './element.ts'
import { whyNotXml, type XmlLimits } from './scan.ts'

/**
 * A response of Context Handler is 10 to 20 kB, ten elements deep, and has a hundred of them. Verifying takes time that grows with the
 * elements: with as many as this about half a second, and anybody may ask us to.
 */
export const messageLimits: XmlLimits = {
  bytes: 256 * 1024,
  depth: 32,
  elements: 1_000,
  attributesEach: 20,
}

/** The metadata of a federation holds many identity providers, and people add comments to it. */
export const metadataLimits: XmlLimits = {
  bytes: 4 * 1024 * 1024,
  depth: 32,
  elements: 100_000,
  attributesEach: 40,
  comments: true,
}

const declarations = 'http://www.w3.org/2000/xmlns/'

/**
 * Reads XML that may have been written by an enemy.
 * @param subject what it is, for the code of the fault
 * @throws SamlFault with the reason after the subject, such as `response.doctype`
 */
export function parseXml(text: string, subject: XmlSubject, limits: XmlLimits = messageLimits): XmlElement {
  const reason = whyNotXml(text, limits)
  if (reason) throw new SamlFault(`${subject}.${reason}`)
  // What the parser says quotes the document, which may be about a person.
  const strict = (): never => {
    throw new UnreadableXml('something to repair')
  }
  const parser = new DOMParser({ errorHandler: { warning: strict, error: strict, fatalError: strict } })
  try {
    return { ...elementOf(parser.parseFromString(text, 'text/xml').documentElement), document: text }
  } catch (error) {
    throw new SamlFault(`${subject}.notXml`, error instanceof UnreadableXml ? error.message : 'unreadable')
  }
}

/**
 * The text of one element by itself, with the declarations of names that it needs. A carriage return was written as a reference, or the
 * parser had made a line feed of it; as a reference it is written again, so that a signature over it holds.
 */
export const serialise = (element: XmlElement): string =>
  element.document ?? new XMLSerializer().serializeToString(element.node).replaceAll('\r', '&#13;')

/** The parser found something to repair, or a name that belongs nowhere. */
class UnreadableXml extends Error {}

function elementOf(node: Element): XmlElement {
  if (node.prefix && !node.namespaceURI) throw new UnreadableXml(`no namespace for ${node.nodeName}`)
  const children: XmlElement[] = []
  let text = ''
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === child.ELEMENT_NODE) children.push(elementOf(child as Element))
    else if (child.nodeType === child.TEXT_NODE) text += child.nodeValue ?? ''
  }
  return {
    name: node.localName,
    namespace: node.namespaceURI ?? '',
    attributes: attributesOf(node),
    children,
    text,
    node,
  }
}

function attributesOf(node: Element): XmlAttribute[] {
  const attributes: XmlAttribute[] = []
  for (let index = 0; index < node.attributes.length; index += 1) {
    const attribute = node.attributes.item(index)
    if (!attribute || attribute.namespaceURI === declarations) continue
    if (attribute.prefix && !attribute.namespaceURI) {
      throw new UnreadableXml(`no namespace for ${attribute.name}`)
    }
    const [name, namespace] = [attribute.localName, attribute.namespaceURI ?? '']
    if (attributes.some((other) => other.name === name && other.namespace === namespace)) {
      throw new UnreadableXml(`${name} twice`)
    }
    attributes.push({ name, namespace, value: attribute.value })
  }
  return attributes
}
