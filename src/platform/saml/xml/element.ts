/** An element as it was read: the names are split, nothing is interpreted. */
export interface XmlElement {
  readonly name: string
  /** Empty for none. */
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlElement[]
  /** All character data that stands directly in it. */
  readonly text: string
  /** For the libraries that sign and canonicalise; read the other fields instead. */
  readonly node: Element
  /** The characters of the whole document; of the outermost element alone. */
  readonly document?: string
}

export interface XmlAttribute {
  readonly name: string
  readonly namespace: string
  readonly value: string
}

export const isNamed = (element: XmlElement, namespace: string, name: string): boolean =>
  element.name === name && element.namespace === namespace

export const childrenNamed = (element: XmlElement, namespace: string, name: string): XmlElement[] =>
  element.children.filter((child) => isNamed(child, namespace, name))

/** @returns the child of that name if there is exactly one */
export function onlyChild(element: XmlElement, namespace: string, name: string): XmlElement | null {
  const [first, second] = childrenNamed(element, namespace, name)
  return first && !second ? first : null
}

/** @returns the value of an attribute without a namespace, as nearly all are in SAML */
export const attributeOf = (element: XmlElement, name: string): string | null =>
  element.attributes.find((attribute) => attribute.name === name && attribute.namespace === '')?.value ?? null

/** @returns the trimmed text of an element that holds nothing else, or null */
export const textOf = (element: XmlElement | null): string | null =>
  element && element.children.length === 0 ? element.text.trim() : null

/** The element and all below it, in the order of the document. */
export function* everyElement(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of element.children) yield* everyElement(child)
}

export const elementsNamed = (root: XmlElement, namespace: string, name: string): XmlElement[] =>
  [...everyElement(root)].filter((element) => isNamed(element, namespace, name))

/** Whether two elements claim the same identity, whatever spelling of ID they do it with. */
export function hasDuplicateIds(root: XmlElement): boolean {
  const ids = [...everyElement(root)].flatMap((element) =>
    element.attributes.filter(({ name }) => name.toLowerCase() === 'id').map(({ value }) => value),
  )
  return new Set(ids).size !== ids.length
}
