import { type CivilDay, civilDayOf, daysBetween, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { type AnswerRowProps, relativeDay } from '../../../ui/index.ts'
import type { AnswerTexts } from '../answer-texts.ts'
import type { ShownItem } from '../queries/items.ts'

/** So many days without a sign-in speak against a holder. */
const longAway = 90

/** 'It-sikkerhed, rolle siden 12-03-2026, givet af Katrine Holm, primær'. */
export function noteOf(item: ShownItem, texts: AnswerTexts): string {
  return [
    item.userTitle,
    item.titleNow ? texts.titleNow(item.titleNow) : '',
    texts.since(formatCivilDay(item.startsOn)),
    texts.givenBy(item.givenByName),
    item.isPrimary ? texts.primary : '',
  ]
    .filter(Boolean)
    .join(', ')
}

/** What speaks for or against the holder: pause, what casts doubt, sign-in, and the access where the role opens one. */
export function remarkOf(
  item: ShownItem,
  texts: AnswerTexts,
  today: CivilDay,
  language: Language,
): NonNullable<AnswerRowProps['remark']> {
  const against = [
    item.isSuspended ? texts.suspended : '',
    item.isHeldOpen || item.answer === 'withdraw' || item.replacedAt ? '' : texts.holdsNoMore,
    ...item.doubts.map((doubt) => texts.doubts[doubt]),
  ].filter(Boolean)
  const closed = closedWords(item, texts)
  if (against.length > 0) return { icon: 'warning', words: lines(against.join('. '), closed) }
  if (!item.signedInAt) return { icon: 'warning', words: texts.noSignIn }
  const access = item.opensAccess ? (closed ?? openWords(item, texts)) : null
  const signedInOn = civilDayOf(item.signedInAt)
  const away = daysBetween(signedInOn, today)
  if (away >= longAway) return { icon: 'warning', words: lines(texts.notSignedIn(away), access) }
  const when = away <= 2 ? relativeDay(signedInOn, today, language) : formatCivilDay(signedInOn)
  return { icon: 'success', words: lines(texts.signedIn(when), access) }
}

function lines(words: string, more: string | null) {
  if (!more) return words
  return (
    <>
      {words}
      <br />
      {more}
    </>
  )
}

/** That the access was read back as closed; null where it was not, or the role opens none. */
function closedWords({ opensAccess, accessState, verifiedAt }: ShownItem, texts: AnswerTexts): string | null {
  if (!opensAccess || accessState !== 'closed' || !verifiedAt) return null
  return texts.accessClosed(formatCivilDay(civilDayOf(verifiedAt)))
}

/** Mattermost alone tells when somebody was last seen; of other systems it is known whether the access was opened. */
function openWords(item: ShownItem, texts: AnswerTexts): string {
  const { opensMattermost, lastSeenAt, lastSeenReadAt, verifiedAt, accessState } = item
  if (lastSeenAt) return texts.lastSeen(formatCivilDay(civilDayOf(lastSeenAt)))
  if (lastSeenReadAt) return texts.neverSeen
  if (!verifiedAt || accessState !== 'active')
    return opensMattermost ? texts.mattermostUnknown : texts.accessUnknown
  const day = formatCivilDay(civilDayOf(verifiedAt))
  return opensMattermost ? texts.mattermostOpen(day) : texts.accessOpen(day)
}
