import type { Language } from '../../../kernel/language.ts'

const numbered: Record<Language, (name: string, number: number) => string> = {
  da: (name, number) => `${name}, runde ${number}`,
  en: (name, number) => `${name}, round ${number}`,
}

/** Names are told apart by what is read: neither by capitals nor by spaces. */
const read = (name: string): string => name.trim().replace(/\s+/g, ' ').toLocaleLowerCase('da')

/**
 * A name that no round has: the one wanted, else with the first number that is free. The year stays the year the round
 * starts in: the next one's is wanted by the next yearly round.
 * @param taken names of rounds there are
 */
export function freeRoundName(wanted: string, taken: readonly string[], language: Language): string {
  const names = new Set(taken.map(read))
  let name = wanted
  for (let number = 2; names.has(read(name)); number++) name = numbered[language](wanted, number)
  return name
}
