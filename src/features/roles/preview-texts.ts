import { bilingual } from '../../kernel/language.ts'

const list = (names: readonly string[], and: string): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}` : (names[0] ?? '')

const people = (count: number): string => (count === 1 ? '1 person' : `${count} personer`)
const municipalities = (count: number): string => (count === 1 ? '1 kommune' : `${count} kommuner`)
const peopleEn = (count: number): string => (count === 1 ? '1 person' : `${count} people`)
const municipalitiesEn = (count: number): string =>
  count === 1 ? '1 municipality' : `${count} municipalities`

const da = {
  title: 'Se, hvad ændringen gør',
  lead: 'Rollen er ikke gemt endnu. Se, hvem der får og mister adgang, og gem så.',
  again: 'Ændringen gør noget andet, end da du så den. Her er, hvad den gør nu. Intet er gemt.',
  holders: (count: number, inside: number) =>
    count === 0
      ? 'Ingen har rollen i dag. Ingen får eller mister adgang nu.'
      : `${people(count)} i ${municipalities(inside)} har rollen i dag.`,
  gaining: (count: number) => `${people(count)} får adgang til noget nyt.`,
  losing: (count: number, inside: number) =>
    `${people(count)} i ${municipalities(inside)} mister adgang til noget.`,
  losingAll: (count: number) =>
    count === 1
      ? '1 af dem har så ingen adgang tilbage på serveren, og kontoen lukkes.'
      : `${count} af dem har så ingen adgang tilbage på serveren, og deres konti lukkes.`,
  noLoss: 'Ingen mister adgang.',
  noChange: 'Ingen får eller mister adgang: deres andre roller giver det samme.',
  brake: 'Mister mange adgang på én gang, kan fjernelsen blive holdt tilbage, til driften godkender den.',
  caption: 'Hvem bliver tilføjet, og hvem bliver fjernet',
  place: 'Sted',
  change: 'Ændring',
  who: 'Hvem',
  joins: (count: number, inside: number) => `${people(count)} i ${municipalities(inside)} bliver tilføjet`,
  leaves: (count: number, inside: number) => `${people(count)} i ${municipalities(inside)} bliver fjernet`,
  more: (count: number) => `og ${count} til`,
  teamOf: (team: string) => `Teamet ${team}`,
  channelOf: (channel: string, team: string) => `${channel} i ${team}`,
  rules: 'Kanaler efter en regel',
  ruleExample: (rule: string, channel: string, name: string) => `${rule} bliver til ${channel} i ${name}.`,
  withoutRegion: (names: readonly string[]) =>
    `${list(names, 'og')} har ingen region og får ikke en kanal for en region.`,
  serversTitle: 'Teams og kanaler på serveren',
  allThere: 'Alle teams og kanaler findes og er åbne.',
  noAnswer: (server: string) =>
    `${server} svarer ikke lige nu. Vi ved derfor ikke, om teams og kanaler findes. Tallene kommer fra Tværs og gælder stadig.`,
  refused: (server: string) =>
    `${server} afviser Tværs. Vi ved derfor ikke, om teams og kanaler findes. Sig det til driften. Tallene kommer fra Tværs og gælder stadig.`,
  unconnected: (server: string) =>
    `Der er ingen forbindelse til ${server}. Adgangen åbnes og lukkes manuelt under Adgange.`,
  missing: (names: readonly string[], team: string | null) =>
    team
      ? `${list(names, 'og')} findes ikke i teamet ${team}. Nye adgange bliver holdt tilbage, til ${names.length === 1 ? 'kanalen' : 'kanalerne'} er oprettet.`
      : `Teamet ${list(names, 'og')} findes ikke. Nye adgange bliver holdt tilbage, til teamet er oprettet.`,
  archived: (names: readonly string[], team: string | null) =>
    team
      ? `${list(names, 'og')} er arkiveret i teamet ${team}. Gendan i Mattermost, før du gemmer.`
      : `Teamet ${list(names, 'og')} er arkiveret. Gendan det i Mattermost, før du gemmer.`,
  renamed: (name: string, now: string) => `${name} er omdøbt til ${now}. Tværs følger med.`,
  andMore: (count: number) => `${count} til`,
  amend: 'Ret igen',
  save: 'Gem ny version',
  cancel: 'Fortryd',
}

export type PreviewTexts = typeof da

const en: PreviewTexts = {
  title: 'See what the change does',
  lead: 'The role is not saved yet. See who gains and loses access, and then save.',
  again:
    'The change now does something different from when you saw it. This is what it does now. Nothing has been saved.',
  holders: (count, inside) =>
    count === 0
      ? 'Nobody holds the role today. Nobody gains or loses access now.'
      : `${peopleEn(count)} in ${municipalitiesEn(inside)} ${count === 1 ? 'holds' : 'hold'} the role today.`,
  gaining: (count) => `${peopleEn(count)} will gain access to something new.`,
  losing: (count, inside) =>
    `${peopleEn(count)} in ${municipalitiesEn(inside)} will lose access to something.`,
  losingAll: (count) =>
    count === 1
      ? '1 of them will have no access left on the server, and the account will be closed.'
      : `${count} of them will have no access left on the server, and their accounts will be closed.`,
  noLoss: 'Nobody loses access.',
  noChange: 'Nobody gains or loses access: their other roles give the same.',
  brake: 'If many people lose access at once, their removal may be held back until operations approve it.',
  caption: 'Who will be added and who will be removed',
  place: 'Place',
  change: 'Change',
  who: 'Who',
  joins: (count, inside) => `${peopleEn(count)} in ${municipalitiesEn(inside)} will be added`,
  leaves: (count, inside) => `${peopleEn(count)} in ${municipalitiesEn(inside)} will be removed`,
  more: (count) => `and ${count} more`,
  teamOf: (team) => `The team ${team}`,
  channelOf: (channel, team) => `${channel} in ${team}`,
  rules: 'Channels by rule',
  ruleExample: (rule, channel, name) => `${rule} becomes ${channel} in ${name}.`,
  withoutRegion: (names) =>
    `No region is known for ${list(names, 'and')}: no channel for a region is opened there.`,
  serversTitle: 'Teams and channels on the server',
  allThere: 'All teams and channels exist and are open.',
  noAnswer: (server) =>
    `${server} is not answering right now, so we do not know whether the teams and channels exist. The figures come from Tværs and still apply.`,
  refused: (server) =>
    `${server} refuses Tværs, so we do not know whether the teams and channels exist. Tell operations. The figures come from Tværs and still apply.`,
  unconnected: (server) =>
    `There is no connection to ${server}. Access is opened and closed manually under Access.`,
  missing: (names, team) =>
    team
      ? `${list(names, 'and')} cannot be found in the team ${team}. New access is held back until ${names.length === 1 ? 'the channel has' : 'the channels have'} been created.`
      : `The team ${list(names, 'and')} cannot be found. New access is held back until the team has been created.`,
  archived: (names, team) =>
    team
      ? `${list(names, 'and')} ${names.length === 1 ? 'is' : 'are'} archived in the team ${team}. Restore ${names.length === 1 ? 'it' : 'them'} in Mattermost before you save.`
      : `The team ${list(names, 'and')} is archived. Restore it in Mattermost before you save.`,
  renamed: (name, now) => `${name} has been renamed ${now}. Tværs uses the new name.`,
  andMore: (count) => `${count} more`,
  amend: 'Change again',
  save: 'Save a new version',
  cancel: 'Cancel',
}

export const previewTexts = bilingual({ da, en })
