import { addDays, type CivilDay, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { KeepDays, PanelCard, PanelPart, relativeDay, type TallyItem } from '../../../ui/index.ts'
import { rolePath } from '../paths.ts'
import type { EndingRole } from '../queries/roles.ts'
import { startTexts } from '../texts.ts'

const anchor = 'roller-der-ophoerer'

interface EndingRolesProps {
  readonly roles: readonly EndingRole[]
  readonly today: CivilDay
  readonly language: Language
}

/** Among the counts at the top; nothing when none of the municipality's roles ends. */
export function endingTally(roles: readonly EndingRole[], language: Language): TallyItem[] {
  const words = startTexts(language).endingCount(roles.length)
  return roles.length > 0 ? [{ icon: 'hourglass', count: roles.length, words, href: `#${anchor}` }] : []
}

/** Roles the municipality is to be without from a day that is said: until when, for how many, and what to do. */
export function EndingRolesPanel({ roles, today, language }: EndingRolesProps) {
  if (roles.length === 0) return null
  const texts = startTexts(language)
  return (
    <PanelCard title={texts.endingRoles} id={anchor} count={roles.length}>
      {roles.map((role) => {
        const lastDay = addDays(role.endsBefore, -1)
        const until = texts.endingLastDay(formatCivilDay(lastDay), relativeDay(lastDay, today, language))
        return (
          <PanelPart key={role.id}>
            <a href={rolePath(role.id)}>
              <strong>{role.name}</strong>
            </a>
            <p class="tv-note">
              <KeepDays text={until} /> {texts.endingHeld(role.holders, role.waiting)}
              {role.opensDoors && ` ${texts.endingCloses}`}
            </p>
            <p>
              <NextStep role={role} language={language} />
            </p>
          </PanelPart>
        )
      })}
    </PanelCard>
  )
}

/** What is left to do before the day: somebody for the role that takes its place, or for the work. */
function NextStep({ role, language }: { role: EndingRole; language: Language }) {
  const texts = startTexts(language)
  const { replacedBy } = role
  if (!replacedBy) return <a href={rolePath(role.id)}>{texts.endingRead}</a>
  const words = replacedBy.isHeld ? texts.endingInsteadHeld : texts.endingInstead
  return <a href={rolePath(replacedBy.id)}>{words(replacedBy.name)}</a>
}
