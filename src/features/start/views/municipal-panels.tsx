import { type CivilDay, civilDayOf, daysBetween, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  AccessBadge,
  Badge,
  type BadgeProps,
  PanelCard,
  PanelPart,
  Quote,
  Remark,
  relativeDay,
  timeOfDay,
  weekday,
} from '../../../ui/index.ts'
import { beginningOf, type RecordState, shownAccessOf } from '../domain.ts'
import { accessPath, administratorPath, answersAt, ownRolesPath, rolePath, rolesPath } from '../paths.ts'
import type { OwnRole } from '../queries/access.ts'
import type { RoleGaps } from '../queries/roles.ts'
import type { NewAnswer } from '../queries/tasks.ts'
import { type StartTexts, startTexts } from '../texts.ts'

/** 'i går 14:12', 'mandag 09:40', '06-08-2025 11:46'. */
function whenWords(at: Date, today: CivilDay, language: Language): string {
  const day = civilDayOf(at)
  const ago = daysBetween(day, today)
  const words =
    ago <= 2 ? relativeDay(day, today, language) : ago < 7 ? weekday(day, language) : formatCivilDay(day)
  return `${words} ${timeOfDay(at)}`
}

interface AnswersProps {
  readonly answers: readonly NewAnswer[]
  readonly total: number
  /** Those on the onlooker's own tasks alone. */
  readonly ownOnly: boolean
  readonly today: CivilDay
  readonly language: Language
}

export function NewAnswersPanel({ answers, total, ownOnly, today, language }: AnswersProps) {
  const texts = startTexts(language)
  if (answers.length === 0) {
    return (
      <PanelCard title={texts.newAnswers} id="svar">
        <p class="tv-note">{ownOnly ? texts.noNewAnswersOfMine : texts.noNewAnswers}</p>
      </PanelCard>
    )
  }
  return (
    <PanelCard title={texts.newAnswers} id="svar" count={total} urgent>
      {answers.map((answer) => (
        <PanelPart key={answer.number}>
          <Quote
            author={answer.authorName}
            organisation={answer.organisationName}
            when={whenWords(answer.sentAt, today, language)}
          >
            {beginningOf(answer.body, 140)}
          </Quote>
          <a href={answersAt(answer.number)}>{texts.readAnswer(answer.number)}</a>
        </PanelPart>
      ))}
    </PanelCard>
  )
}

/** Most vacant roles named; the rest are behind the link. */
const mostVacant = 4

export function RoleGapsPanel({ gaps, texts }: { gaps: RoleGaps; texts: StartTexts }) {
  const { vacant, singles } = gaps
  const more = vacant.length - mostVacant
  const single = texts.singles(singles)
  return (
    <PanelCard title={texts.vacantRoles} {...(vacant.length > 0 ? { count: vacant.length } : {})}>
      {vacant.length === 0 && <p class="tv-note">{texts.noVacant}</p>}
      {vacant.slice(0, mostVacant).map((role) => (
        <PanelPart key={role.id}>
          <a href={rolePath(role.id)}>
            <strong>{role.name}</strong>
          </a>
          <p class="tv-note">
            {role.vacantSince ? texts.vacantSince(formatCivilDay(role.vacantSince)) : texts.neverHeld}
            {role.opensDoors && ` ${texts.opensDoors}`}
          </p>
        </PanelPart>
      ))}
      {more > 0 && (
        <PanelPart>
          <a href={rolesPath}>{texts.moreRoles(more)}</a>
        </PanelPart>
      )}
      {singles > 0 && (
        <PanelPart>
          <Remark icon="person">
            <a href={rolesPath}>{single.link}</a> {single.rest}
          </Remark>
        </PanelPart>
      )}
    </PanelCard>
  )
}

type Counts = Partial<Record<RecordState, number>>

/** How each standing of access is counted: a paused target is a failure to those who wait, a closed one opens anew. */
function badgesOf(counts: Counts, texts: StartTexts): (BadgeProps & { count: number })[] {
  const sum = (...states: RecordState[]) => states.reduce((all, state) => all + (counts[state] ?? 0), 0)
  const [active, manual, held] = [sum('active'), sum('waitingManual'), sum('held')]
  const [preparing, failing] = [sum('preparing', 'closed'), sum('failed', 'paused')]
  return [
    { count: active, variant: 'success', icon: 'success', children: texts.active(active) },
    { count: preparing, variant: 'info', icon: 'sync', children: texts.preparing(preparing) },
    { count: manual, variant: 'info', icon: 'hourglass', children: texts.waitingManual(manual) },
    { count: held, variant: 'warning', icon: 'warning', children: texts.heldBack(held) },
    { count: failing, variant: 'error', icon: 'sync', children: texts.failing(failing) },
  ]
}

export function AccessPanel({ counts, texts }: { counts: Counts; texts: StartTexts }) {
  const badges = badgesOf(counts, texts).filter(({ count }) => count > 0)
  return (
    <PanelCard title={texts.accessNow}>
      {badges.length === 0 && <p class="tv-note">{texts.noAccess}</p>}
      {badges.map(({ count: _count, ...badge }) => (
        <PanelPart key={badge.variant + badge.icon}>
          <Badge {...badge} />
        </PanelPart>
      ))}
      {badges.length > 0 && (
        <PanelPart>
          <a href={accessPath}>{texts.allAccess}</a>
        </PanelPart>
      )}
    </PanelCard>
  )
}

export function OwnRolesPanel({ roles, texts }: { roles: readonly OwnRole[]; texts: StartTexts }) {
  return (
    <PanelCard title={texts.myRoles}>
      {roles.length === 0 && <p class="tv-note">{texts.noRoles}</p>}
      {roles.map((role) => (
        <PanelPart key={role.roleId}>
          <a href={rolePath(role.roleId)}>
            <strong>{role.name}</strong>
          </a>
          {role.opensDoors ? (
            <p>
              <AccessBadge state={shownAccessOf(role)} />
            </p>
          ) : (
            <p class="tv-note">{texts.noDoors}</p>
          )}
        </PanelPart>
      ))}
      <PanelPart>
        {roles.length > 0 ? (
          <a href={ownRolesPath}>{texts.allMyRoles}</a>
        ) : (
          <a href={administratorPath}>{texts.whoIsAdministrator}</a>
        )}
      </PanelPart>
    </PanelCard>
  )
}
