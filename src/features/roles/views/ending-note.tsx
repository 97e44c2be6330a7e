import { addDays, type CivilDay, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { Alert, Badge } from '../../../ui/index.ts'
import type { Role } from '../domain.ts'
import type { RoleEnding } from '../domain-ending.ts'
import { type EndingTexts, endingTexts } from '../ending-texts.ts'
import { descriptionPath } from '../paths.ts'

interface EndingNoteProps {
  readonly language: Language
  readonly today: CivilDay
  readonly role: Pick<Role, 'isRetired' | 'ending' | 'access'>
  /** Where one reads of the role that takes its place; the gallery, where nothing else is said. */
  readonly hrefOf?: (roleId: string) => string
}

/** That a role ends or has ended, why, and what takes its place; nothing while it lasts. */
export function EndingNote({ language, today, role, hrefOf = descriptionPath }: EndingNoteProps) {
  const texts = endingTexts(language)
  const { isRetired, ending } = role
  if (!isRetired && !ending) return null
  const day = ending && formatCivilDay(ending.endsBefore)
  const title = isRetired ? (day ? texts.endedOn(day) : texts.endedTitle) : texts.endsOn(day ?? '')
  return (
    <Alert kind={isRetired ? 'info' : 'warning'} title={title}>
      {ending && <p>{texts.why(ending.reason)}</p>}
      {ending?.replacedBy && (
        <p>
          {texts.instead} <a href={hrefOf(ending.replacedBy.id)}>{ending.replacedBy.name}</a>
        </p>
      )}
      <p>
        {isRetired || !ending
          ? texts.nobodyHolds
          : untilThen(ending, { today, texts, opensAccess: role.access.length > 0 })}
      </p>
    </Alert>
  )
}

interface UntilThen {
  readonly today: CivilDay
  readonly texts: EndingTexts
  readonly opensAccess: boolean
}

/** On the day itself, until the work has ended it, the last day has passed. */
function untilThen({ endsBefore }: RoleEnding, { today, texts, opensAccess }: UntilThen): string {
  if (endsBefore <= today)
    return [texts.endsToday, ...(opensAccess ? [texts.accessClosesToday] : [])].join(' ')
  const lastDay = texts.lastDay(formatCivilDay(addDays(endsBefore, -1)))
  return [lastDay, ...(opensAccess ? [texts.accessCloses] : []), texts.givenNoMore].join(' ')
}

interface EndingBadgeProps {
  readonly language: Language
  readonly ending: Pick<RoleEnding, 'endsBefore'> | null
  readonly isRetired?: boolean
}

/** 'Ophører den 11-01-2027', in a list; nothing while the role lasts. */
export function EndingBadge({ language, ending, isRetired = false }: EndingBadgeProps) {
  const texts = endingTexts(language)
  const day = ending && formatCivilDay(ending.endsBefore)
  if (isRetired) return <Badge variant="quiet">{day ? texts.endedOn(day) : texts.ended}</Badge>
  if (!day) return null
  return (
    <Badge variant="warning" icon="warning">
      {texts.endsOn(day)}
    </Badge>
  )
}
