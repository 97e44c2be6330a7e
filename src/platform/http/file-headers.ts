/** As Danes write them where there are none. */
const danishLetters: Readonly<Record<string, string>> = {
  ...{ æ: 'ae', ø: 'oe', å: 'aa' },
  ...{ Æ: 'Ae', Ø: 'Oe', Å: 'Aa' },
}

/** Content-Disposition with the name in both forms (RFC 6266); browsers that know UTF-8 take the second. */
export function contentDisposition(name: string, inline: boolean): string {
  const ascii = name
    .normalize('NFC')
    .replace(/[æøåÆØÅ]/g, (letter) => danishLetters[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
