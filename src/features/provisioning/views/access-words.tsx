import { civilDayOf } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { AccessBadge, type AccessState, Badge } from '../../../ui/index.ts'
import { pageTexts } from '../page-texts.ts'
import type { ShownGrant } from '../queries.ts'
import { texts } from '../texts.ts'

function stateOf(grant: ShownGrant): AccessState | null {
  switch (grant.kind) {
    case 'active':
      return grant.since && { kind: 'active', since: civilDayOf(grant.since) }
    case 'closed':
      return grant.since && { kind: 'closed', on: civilDayOf(grant.since) }
    case 'failed':
      return { kind: 'failed', retryAt: grant.nextAttemptAt }
    case 'closing':
      return null
    default:
      return { kind: grant.kind }
  }
}

/** Where an access stands, in the badge of the design system. */
export function GrantBadge({ grant, language }: { grant: ShownGrant; language: Language }) {
  const state = stateOf(grant)
  if (state) return <AccessBadge state={state} />
  return (
    <Badge variant="info" icon="sync">
      {texts(language).states.closing}
    </Badge>
  )
}

/** Why a case is held, failed or paused, in one sentence; never a server's own words. */
export function reasonWords(code: string, language: Language): string {
  const words = texts(language)
  const all: Record<string, string> = {
    ...words.retry,
    ...words.paused,
    ...words.held,
    ...pageTexts(language).ownCodes,
  }
  return all[code] ?? words.held.refused
}

/** 'kommuner: advisering, varsler'. */
export const placesWords = (places: ShownGrant['managed']): string =>
  places
    .map(({ team, channels }) => (channels.length > 0 ? `${team}: ${channels.join(', ')}` : team))
    .join('. ')
