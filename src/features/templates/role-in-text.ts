export interface NamedRole {
  readonly id: string
  readonly name: string
}

/** Emphasis and line breaks of Markdown part no name. */
const readable = (text: string): string =>
  text.replaceAll('*', '').replace(/\s+/g, ' ').toLocaleLowerCase('da')

const isPartOfWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character)

/**
 * The roles whose whole names stand in a text, in small or capital letters. Longer names are looked for first, so that
 * 'Stedfortræder for KLIK-administrator' is not taken for 'KLIK-administrator' as well.
 */
export function rolesNamedIn(text: string, roles: readonly NamedRole[]): NamedRole[] {
  let rest = readable(text)
  const byLength = roles.toSorted((one, other) => other.name.length - one.name.length)
  return byLength.filter(({ name }) => {
    const wanted = readable(name).trim()
    let isNamed = false
    for (let at = rest.indexOf(wanted); wanted && at !== -1; at = rest.indexOf(wanted, at + 1)) {
      if (isPartOfWord(rest[at - 1]) || isPartOfWord(rest[at + wanted.length])) continue
      isNamed = true
      rest = `${rest.slice(0, at)}${'\n'.repeat(wanted.length)}${rest.slice(at + wanted.length)}`
    }
    return isNamed
  })
}
