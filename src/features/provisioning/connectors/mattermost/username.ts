/** Letters that do not fall apart into a base letter and a mark. Danish ones first: æøå are invalid in user names. */
const transliterations: Readonly<Record<string, string>> = {
  æ: 'ae',
  ø: 'oe',
  å: 'aa',
  ð: 'd',
  đ: 'd',
  þ: 'th',
  ł: 'l',
  ß: 'ss',
  œ: 'oe',
  ı: 'i',
}

const longest = 64
const reserved = new Set(['all', 'channel', 'here', 'matterbot', 'system'])

function plainLetters(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[æøåðđþłßœı]/g, (letter) => transliterations[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z0-9\s.\-_]/g, '')
    .trim()
    .replace(/[\s.]+/g, '.')
}

/**
 * 'Bjørn Åge', 'Sæther' → 'bjoern.aage.saether': only characters that survive the server's own cleaning, so that the
 * name stays the same from creation to every later sign-in. A name without any Latin letter becomes 'bruger-' and the
 * sign-on number.
 */
export function baseUsername(firstName: string, lastName: string, ssoId: number): string {
  const name = [firstName, lastName]
    .map(plainLetters)
    .filter((part) => part !== '')
    .join('.')
    .replace(/^[.\-_]+|[.\-_]+$/g, '')
    .slice(0, longest - 4)
    .replace(/[.\-_]+$/g, '')
  return name === '' || reserved.has(name) ? `bruger-${ssoId}` : name
}

/** The name wanted first, then 'anna.larsen2', 'anna.larsen3', … when others have it. */
export function usernameCandidates(
  person: { firstName: string; lastName: string; ssoId: number; username: string | null },
  count = 20,
): string[] {
  const base = baseUsername(person.firstName, person.lastName, person.ssoId)
  const numbered = Array.from({ length: count }, (_, index) => (index === 0 ? base : `${base}${index + 1}`))
  return person.username
    ? [person.username, ...numbered.filter((name) => name !== person.username)]
    : numbered
}
