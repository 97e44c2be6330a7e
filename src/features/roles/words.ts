import { bilingual, type Language } from '../../kernel/language.ts'
import type { Role, RoleRules, RuleName } from './domain.ts'
import { type ConnectorName, type RoleAccess, serverKeyOf } from './domain-places.ts'

const numerals = {
  da: ['ingen', 'én', 'to', 'tre', 'fire', 'fem', 'seks', 'syv', 'otte', 'ni', 'ti'],
  en: ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
}

/** Small numbers in words, as they are read in a sentence. */
export const inWords = (count: number, language: Language): string =>
  numerals[language][count] ?? String(count)

const words = bilingual({
  da: {
    crossCutting: 'Tværgående rolle',
    solutionSpecific: (solution: string) => `Løsningsspecifik rolle, ${solution}`,
    mattermost: (team: string, channels: string, server: string) => `Teamet »${team}«${channels} i ${server}`,
    channels: (count: number, spoken: string) => ` og ${count === 1 ? 'én kanal' : `${spoken} kanaler`}`,
    manual: (team: string) => `${team}, som KOMBIT åbner manuelt`,
    atLeast: (count: string) => `mindst ${count}`,
    atMost: (count: string) => `højst ${count}`,
    noLimit: 'intet krav til antallet',
    primary: 'én er primær',
    never: 'Bekræftes ikke.',
    yearly: 'Hvert år.',
    monthly: (months: number) => (months === 1 ? 'Hver måned.' : `Hver ${months}. måned.`),
    noNumber: 'Intet krav',
    noMaximum: 'Ingen grænse',
    yes: 'Ja',
    no: 'Nej',
    nonResponse: {
      keep: 'Personen beholder rollen',
      suspend: 'Adgangen sættes på pause',
      remove: 'Adgangen lukkes',
    },
    days: (count: number) => (count === 1 ? '1 dag' : `${count} dage`),
    nothing: 'Ingen systemer',
    keep: () => 'Uden svar beholder personen rollen.',
    suspend: (days: number) =>
      `Uden svar sættes adgangen på pause ${days} ${days === 1 ? 'dag' : 'dage'} efter fristen.`,
    remove: (days: number) =>
      `Uden svar lukkes adgangen ${days} ${days === 1 ? 'dag' : 'dage'} efter fristen.`,
  },
  en: {
    crossCutting: 'Cross-cutting role',
    solutionSpecific: (solution: string) => `Solution-specific role, ${solution}`,
    mattermost: (team: string, channels: string, server: string) =>
      `The team “${team}”${channels} in ${server}`,
    channels: (count: number, spoken: string) => ` and ${count === 1 ? 'one channel' : `${spoken} channels`}`,
    manual: (team: string) => `${team}, opened manually by KOMBIT`,
    atLeast: (count: string) => `at least ${count}`,
    atMost: (count: string) => `at most ${count}`,
    noLimit: 'any number',
    primary: 'one is primary',
    never: 'Not confirmed.',
    yearly: 'Every year.',
    monthly: (months: number) => (months === 1 ? 'Every month.' : `Every ${months} months.`),
    noNumber: 'Any number',
    noMaximum: 'No limit',
    yes: 'Yes',
    no: 'No',
    nonResponse: {
      keep: 'The person keeps the role',
      suspend: 'Access is paused',
      remove: 'Access is closed',
    },
    days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
    nothing: 'No systems',
    keep: () => 'Without an answer the person keeps the role.',
    suspend: (days: number) =>
      `Without an answer access is paused ${days} ${days === 1 ? 'day' : 'days'} after the deadline.`,
    remove: (days: number) =>
      `Without an answer access is closed ${days} ${days === 1 ? 'day' : 'days'} after the deadline.`,
  },
})

/** 'Tværgående rolle' or 'Løsningsspecifik rolle, DUBU'. */
export function kindWords(role: Pick<Role, 'kind' | 'solution'>, language: Language): string {
  const say = words(language)
  return role.kind === 'crossCutting' ? say.crossCutting : say.solutionSpecific(role.solution ?? '')
}

/** 'Mattermost', or 'Mattermost (beredskab)' where there are several. */
export function serverWords(connector: ConnectorName): string {
  const key = serverKeyOf(connector)
  return key ? `Mattermost (${key})` : 'Mattermost'
}

/** One access: 'Teamet »kommuner« og tre kanaler i Mattermost'. */
export function accessWords(access: RoleAccess, language: Language): string {
  const say = words(language)
  if (access.connector === 'manual') return say.manual(access.team)
  const { length } = access.channels
  const channels = length === 0 ? '' : say.channels(length, inWords(length, language))
  return say.mattermost(access.team, channels, serverWords(access.connector))
}

/** 'mindst én, højst tre, én er primær'. */
export function holdersWords(
  role: Pick<RoleRules, 'minimumHolders' | 'maximumHolders' | 'hasPrimary'>,
  language: Language,
): string {
  const say = words(language)
  const parts = [
    role.minimumHolders > 0 ? say.atLeast(inWords(role.minimumHolders, language)) : null,
    role.maximumHolders !== null ? say.atMost(inWords(role.maximumHolders, language)) : null,
  ].filter((part) => part !== null)
  return [...(parts.length > 0 ? parts : [say.noLimit]), ...(role.hasPrimary ? [say.primary] : [])].join(', ')
}

/** How often it is confirmed, and what happens without an answer (C3). */
export function certificationWords(
  role: Pick<RoleRules, 'certificationMonths' | 'nonResponse' | 'graceDays'>,
  language: Language,
): string {
  const say = words(language)
  if (role.certificationMonths === null) return say.never
  return `${intervalWords(role.certificationMonths, language)} ${say[role.nonResponse](role.graceDays)}`
}

function intervalWords(months: number | null, language: Language): string {
  const say = words(language)
  if (months === null) return say.never
  return months === 12 ? say.yearly : say.monthly(months)
}

/** One rule in words, as it stands where two versions are compared. */
export function ruleWords(rules: RoleRules, name: RuleName, language: Language): string {
  const say = words(language)
  switch (name) {
    case 'name':
      return rules.name
    case 'kind':
      return kindWords(rules, language)
    case 'solution':
      return rules.solution ?? say.crossCutting
    case 'minimumHolders':
      return rules.minimumHolders > 0 ? String(rules.minimumHolders) : say.noNumber
    case 'maximumHolders':
      return rules.maximumHolders === null ? say.noMaximum : String(rules.maximumHolders)
    case 'hasPrimary':
      return rules.hasPrimary ? say.yes : say.no
    case 'certificationMonths':
      return intervalWords(rules.certificationMonths, language).replace(/\.$/, '')
    case 'nonResponse':
      return say.nonResponse[rules.nonResponse]
    case 'graceDays':
      return say.days(rules.graceDays)
    case 'access':
      return accessListWords(rules.access, language)
  }
}

/** Each access with its channels by name: two that open the same number of channels are told apart. */
function accessListWords(access: readonly RoleAccess[], language: Language): string {
  if (access.length === 0) return words(language).nothing
  return access
    .map((one) => [accessWords(one, language), one.channels.join(', ')].filter(Boolean).join(': '))
    .join('. ')
}
