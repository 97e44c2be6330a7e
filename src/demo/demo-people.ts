import type { UserSystemRole } from '../kernel/permissions.ts'

/** Invented names; which municipality gets which is decided by its number alone, so every fill makes the same people. */
const firstNames = [
  'Bente',
  'Søren',
  'Karin',
  'Palle',
  'Mette',
  'Ulla',
  'Jørgen',
  'Ida',
  'Niels',
  'Rikke',
  'Torben',
  'Åse',
  'Henrik',
  'Lise',
  'Kasper',
  'Birthe',
  'Mikkel',
  'Susanne',
  'Ove',
  'Camilla',
  'Erik',
  'Gitte',
  'Lars',
  'Maja',
]
const lastNames = [
  'Krogh',
  'Toft',
  'Ladefoged',
  'Bay',
  'Riis',
  'Dam',
  'Gade',
  'Friis',
  'Holt',
  'Kjær',
  'Lund',
  'Møller',
  'Nygaard',
  'Østergaard',
  'Poulsen',
  'Ravn',
  'Skytte',
  'Thorsen',
  'Vinther',
  'Winther',
  'Bjerre',
  'Dahl',
  'Engel',
]

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

const plainLetters: Record<string, string> = { æ: 'ae', ø: 'oe', å: 'aa', é: 'e' }
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[æøåé]/g, (letter) => plainLetters[letter] ?? '')
    .replace(/[^a-z0-9]+/g, '-')

export interface DemoColleague {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly title: string
  readonly systemRoles: readonly UserSystemRole[]
}

/** A UUID that says it is a demo's: the same for the same municipality and place. */
const idOf = (organisationId: number, place: number): string =>
  `0b5a1c00-0000-4000-9000-${String(organisationId).padStart(8, '0')}${String(place).padStart(4, '0')}`

function colleague(
  organisation: Municipality,
  place: number,
  title: string,
  role: UserSystemRole,
): DemoColleague {
  const first = pick(firstNames, organisation.id * 5 + place * 11)
  const last = pick(lastNames, organisation.id * 7 + place * 3)
  const email = `${plain(first)}.${plain(last)}@${plain(organisation.shortName)}.example`
  return { id: idOf(organisation.id, place), name: `${first} ${last}`, email, title, systemRoles: [role] }
}

export interface Municipality {
  readonly id: number
  readonly name: string
  readonly shortName: string
}

/** A few municipalities have no KLIK-administrator: the portal must show what that means. */
export const lacksAdministrator = (organisationId: number): boolean => organisationId % 16 === 9

export const administratorOf = (municipality: Municipality): DemoColleague =>
  colleague(municipality, 1, 'KLIK-administrator', 'klik_administrator')

export const specialistOf = (municipality: Municipality): DemoColleague =>
  colleague(municipality, 2, 'It-sikkerhed', 'bruger')

/** Korsbæk's people beside the cast. */
export const korsbaekColleagues: readonly DemoColleague[] = [
  {
    id: '0b5a1c00-0000-4000-8000-000000000011',
    name: 'Hanne Berg',
    email: 'hanne.berg@korsbaek.example',
    title: 'Digitaliseringschef',
    systemRoles: ['bruger'],
  },
  {
    id: '0b5a1c00-0000-4000-8000-000000000012',
    name: 'Jonas Vium',
    email: 'jonas.vium@korsbaek.example',
    title: 'Systemansvarlig for DUBU',
    systemRoles: ['bruger'],
  },
]

/** A colleague of Lone's, so that somebody in Aarhus can act for her. Invented. */
export const aarhusColleagues: readonly DemoColleague[] = [
  {
    id: '0b5a1c00-0000-4000-8000-000000000021',
    name: 'Palle Ravn',
    email: 'palle.ravn@aarhus.example',
    title: 'It-sikkerhed',
    systemRoles: ['bruger'],
  },
]
