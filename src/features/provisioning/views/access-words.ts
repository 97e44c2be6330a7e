import { type CivilDay, civilDayOf, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { type AccessState, timeOfDay } from '../../../ui/index.ts'
import { faultSentence } from '../../assignments/index.ts'
import { serverWords } from '../../roles/index.ts'
import type { TeamAccess } from '../domain.ts'
import { accessTexts } from '../page-texts.ts'
import type { AccessInList } from '../queries.ts'
import { texts as provisioningTexts } from '../texts.ts'

export function badgeOf({ kind, since, changedAt, nextAttemptAt }: AccessInList, now: Date): AccessState {
  const day = civilDayOf(since ?? changedAt ?? new Date(0))
  if (kind === 'active') return { kind, since: day }
  if (kind === 'closed') return { kind, on: day }
  if (kind === 'failed') return { kind, retryAt: nextAttemptAt && nextAttemptAt > now ? nextAttemptAt : null }
  return { kind }
}

/** 'kommuner (varsler, advisering)', or the system's own name where there are no channels. */
const placeWords = ({ team, channels }: TeamAccess): string =>
  channels.length > 0 ? `${team} (${channels.join(', ')})` : team

/** The system with its teams and channels; a system opened by hand is its own name. */
export function systemWords({ connector, places }: AccessInList, language: Language): string {
  const named = places.map(placeWords).join(', ')
  const { where } = accessTexts(language)
  if (connector === 'manual') return named || where.manual
  const server = serverWords(connector)
  return named ? `${server}: ${named}` : server
}

interface Onlooker {
  readonly language: Language
  readonly isCentral: boolean
  readonly today: CivilDay
}

function tickedWords({ ticked }: AccessInList, { language, today }: Onlooker): string | null {
  if (!ticked) return null
  const day = civilDayOf(ticked.at)
  return accessTexts(language).said.byHand(
    ticked.name,
    day === today ? null : formatCivilDay(day),
    timeOfDay(ticked.at),
  )
}

/** Which team or channel a case is about, for whoever is to mend it. */
function placeWordsOf(error: AccessInList['error'], language: Language): string {
  const { team, channel } = error?.facts ?? {}
  if (typeof team !== 'string') return ''
  const place = accessTexts(language).said.heldAt(team, typeof channel === 'string' ? channel : null)
  return ` ${place}`
}

/** What is the matter, in plain words; the codes of the record are translated here and shown nowhere. */
export function said(access: AccessInList, onlooker: Onlooker): string {
  const { kind, error, open, email, changedAt } = access
  const { language, isCentral } = onlooker
  const texts = accessTexts(language).said
  if (kind === 'awaitingManual') {
    if (!isCentral) return texts.manualOwn
    const to = systemWords(access, language)
    return open ? texts.toOpen(to, email) : texts.toClose(to, email)
  }
  if (kind === 'held') {
    const held: Record<string, string> = provisioningTexts(language).held
    const why = held[error?.code ?? '']
    return isCentral && why ? `${why}${placeWordsOf(error, language)}` : texts.heldOwn
  }
  if (kind === 'failed') {
    return faultSentence({ code: error?.code ?? '', at: changedAt ?? new Date(0) }, language)
  }
  if (kind === 'active' || kind === 'closed') return tickedWords(access, onlooker) ?? texts[kind]
  return texts[kind]
}

/** What the target says of a held case beside the place: the other account, how full it is. Ids and names, never its prose. */
export function caseFacts({ error }: AccessInList, language: Language): string {
  const { facts: words } = accessTexts(language)
  const { username, isDeactivated, reason, activeUsers, userCap, errorId } = error?.facts ?? {}
  const account = username ? words.account(String(username)) : ''
  const parts = [
    account && isDeactivated ? `${account} ${words.deactivated}` : account,
    typeof reason === 'string' ? words.reason[reason] : '',
    typeof activeUsers === 'number' && typeof userCap === 'number' ? words.users(activeUsers, userCap) : '',
    error?.code === 'refused' && errorId ? words.errorId(String(errorId)) : '',
  ]
  return parts
    .filter(Boolean)
    .map((part) => `${part}.`)
    .join(' ')
}
