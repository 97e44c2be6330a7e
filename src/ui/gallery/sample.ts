import { type CivilDay, civilDay } from '../../kernel/civil-day.ts'
import type { AssetMap } from '../assets.ts'
import type { AnswerState } from '../charts/answer-state.tsx'
import { findMunicipalityPlace, municipalityCodes } from '../charts/municipality-places.ts'
import type { ProgressPoint } from '../charts/progress-curve.tsx'
import type { Tile } from '../charts/tile-map.tsx'
import type { Shell } from '../shell.ts'

/** The day the samples play on. */
export const today = civilDay('2025-09-03')

const municipalMenu = ['Start', 'Opgaver', 'Roller', 'Adgange', 'Bekræftelser', 'Varsler', 'Rollegalleri']
const centralMenu = ['Start', 'Udrulninger', 'Rollegalleri', 'Adgange', 'Bekræftelser', 'Varsler', 'Revision']

const menu = (labels: readonly string[], current: string) =>
  labels.map((label) => ({ label, href: `/${label.toLowerCase()}`, current: label === current }))

export function municipalShell(assets: AssetMap, current: string): Shell {
  return {
    language: 'da',
    sideName: 'Korsbæk Kommune',
    sideNote: null,
    person: { name: 'Katrine Holm', title: 'KLIK-administrator' },
    menu: menu(municipalMenu, current),
    signOutHref: '/log-af',
    languageHref: '?sprog=en',
    searchHref: '/soeg',
    demo: true,
    assets,
    notice: null,
  }
}

export function centralShell(assets: AssetMap, current: string): Shell {
  return {
    ...municipalShell(assets, current),
    sideName: 'KOMBIT',
    sideNote: 'alle kommuner',
    person: { name: 'Signe Bruun', title: 'redaktør' },
    menu: menu(centralMenu, current),
  }
}

const names =
  'København,Frederiksberg,Ballerup,Brøndby,Dragør,Gentofte,Gladsaxe,Glostrup,Herlev,Albertslund,Hvidovre,Høje-Taastrup,Lyngby-Taarbæk,Rødovre,Ishøj,Tårnby,Vallensbæk,Furesø,Allerød,Fredensborg,Helsingør,Hillerød,Hørsholm,Rudersdal,Egedal,Frederikssund,Greve,Køge,Halsnæs,Roskilde,Solrød,Gribskov,Odsherred,Holbæk,Faxe,Kalundborg,Ringsted,Slagelse,Stevns,Sorø,Lejre,Lolland,Næstved,Guldborgsund,Vordingborg,Bornholm,Middelfart,Assens,Faaborg-Midtfyn,Kerteminde,Nyborg,Odense,Svendborg,Nordfyn,Langeland,Ærø,Haderslev,Billund,Sønderborg,Tønder,Esbjerg,Fanø,Varde,Vejen,Aabenraa,Fredericia,Horsens,Kolding,Vejle,Herning,Holstebro,Lemvig,Struer,Syddjurs,Norddjurs,Favrskov,Odder,Randers,Silkeborg,Samsø,Skanderborg,Aarhus,Ikast-Brande,Ringkøbing-Skjern,Hedensted,Morsø,Skive,Thisted,Viborg,Brønderslev,Frederikshavn,Vesthimmerland,Læsø,Rebild,Mariagerfjord,Jammerbugt,Aalborg,Hjørring'.split(
    ',',
  )

/** By name, in the order of the codes. */
export const municipalities = municipalityCodes.map((code, index) => ({ code, name: names[index] ?? code }))

/** A made-up but steady state for each municipality: 58, 13, 4, 2, 7 and 14 of them. */
export function stateOf(index: number): AnswerState {
  const turn = (index * 37) % 98
  if (turn < 58) return 'completed'
  if (turn < 71) return 'optedOut'
  if (turn < 75) return 'inProgress'
  if (turn < 77) return 'notStarted'
  return turn < 84 ? 'overdueInProgress' : 'overdue'
}

export function sampleTiles(): Tile[] {
  const tiles = municipalities.map(({ code, name }, index): Tile => {
    const place = findMunicipalityPlace(code)
    return {
      code,
      place,
      letters: place?.letters ?? name.slice(0, 3).toUpperCase(),
      name,
      state: stateOf(index),
      href: `/opgaver/${139500 + index}`,
    }
  })
  return [
    ...tiles,
    {
      code: '9999',
      place: null,
      letters: 'KOR',
      name: 'Korsbæk',
      state: 'overdue',
      href: '/opgaver/139534',
      test: true,
    },
  ]
}

/** From the day it was sent out to the day the samples play on. */
export function samplePoints(): ProgressPoint[] {
  const points: ProgressPoint[] = []
  for (let index = 0; index < 65; index++) {
    const share = 1 / (1 + Math.exp(-(index - 34) / 9))
    const instant = new Date(Date.UTC(2025, 6, 1 + index)).toISOString().slice(0, 10) as CivilDay
    points.push({ day: instant, answered: Math.round(73 * share), optedOut: Math.round(13.4 * share) })
  }
  return points
}
