/** A piece of XML that is finished: escaped already, never escaped again. */
export class Markup {
  readonly xml: string
  constructor(xml: string) {
    this.xml = xml
  }
}

type Part = Markup | string | null | readonly Part[]

const replacements: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** Line breaks too, so that an attribute comes back as it was written. */
const escaped = (text: string): string =>
  text.replace(/[&<>"\t\n\r]/g, (character) => replacements[character] ?? '')

/**
 * Writes an element. The name carries its prefix; attributes that are undefined are left out, texts are escaped.
 * @example element('saml:Issuer', { 'xmlns:saml': namespaces.assertion }, 'https://tvaers.example')
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | boolean | undefined>>,
  ...content: readonly Part[]
): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('')
  const inside = content.map(textOfPart).join('')
  return new Markup(inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`)
}

function textOfPart(part: Part): string {
  if (part === null) return ''
  if (part instanceof Markup) return part.xml
  return typeof part === 'string' ? escaped(part) : part.map(textOfPart).join('')
}
