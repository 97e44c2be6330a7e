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
  if (against.length > 0) return { icon: 'warning', words: against.join('. ') }
  if (!item.signedInAt) return { icon: 'warning', words: texts.noSignIn }
  const signedInOn = civilDayOf(item.signedInAt)
  const away = daysBetween(signedInOn, today)
  if (away >= longAway) return { icon: 'warning', words: withAccess(item, texts, texts.notSignedIn(away)) }
  const when = away <= 2 ? relativeDay(signedInOn, today, language) : formatCivilDay(signedInOn)
  return { icon: 'success', words: withAccess(item, texts, texts.signedIn(when)) }
}

function withAccess(item: ShownItem, texts: AnswerTexts, words: string) {
  if (!item.opensAccess) return words
  return (
    <>
      {words}
      <br />
      {seenWords(item, texts)}
    </>
  )
}

function seenWords(item: ShownItem, texts: AnswerTexts): string {
  if (item.lastSeenAt) return texts.lastSeen(formatCivilDay(civilDayOf(item.lastSeenAt)))
  if (item.lastSeenReadAt) return texts.neverSeen
  if (!item.verifiedAt || item.accessState !== 'active') return texts.mattermostUnknown
  return texts.mattermostOpen(formatCivilDay(civilDayOf(item.verifiedAt)))
}
