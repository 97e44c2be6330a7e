const allowedSchemes = new Set(['http:', 'https:', 'mailto:', 'webcal:'])

/** Browsers drop tabs and line breaks inside an address before they read its scheme, and controls and blanks around it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters browsers drop
const dropped = /[\u0000-\u0020\u007f]/g

/**
 * The address, if it may stand in a link; '#' otherwise. Relative addresses, http, https, mailto and webcal pass. Renderers
 * escape markup but let `javascript:` through, so every link of the design system goes through here.
 */
export function href(address: string): string {
  const compact = address.replace(dropped, '')
  const scheme = /^([a-z][a-z0-9+.-]*:)/i.exec(compact)?.[1]?.toLowerCase()
  if (scheme && !allowedSchemes.has(scheme)) return '#'
  return address.trim()
}
