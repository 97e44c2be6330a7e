import { assignRole, endAssignment } from '../features/assignments/index.ts'
import { assignPeople, completeTask, optOutTask, startTask } from '../features/tasks/index.ts'
import { addDays, type CivilDay, civilDay, daysBetween } from '../kernel/civil-day.ts'
import type { Municipality } from './demo-people.ts'
import { coordinatorRoleName, mattermostRoleName } from './demo-roles.ts'
import type { Stage } from './demo-stage.ts'
import type { Known } from './demo-story.ts'
import type { DemoTemplate } from './demo-templates.ts'
import { endReasons, optOutReasons } from './demo-words.ts'

/** Korsbæk and Aarhus answer themselves, in front of the visitor. */
const withoutCast = (stage: Stage): Municipality[] =>
  stage.municipalities.filter(({ shortName }) => shortName !== 'Korsbæk' && shortName !== 'Aarhus')

const pick = (words: readonly string[], index: number): string => words[index % words.length] ?? ''

const timeOf = (index: number): string =>
  `${String(8 + (index % 8)).padStart(2, '0')}:${String((index * 7) % 60).padStart(2, '0')}`

/** The real task was answered over eight weeks, and two weeks past its deadline. */
const answerSpan = 55 + 14

/**
 * How the municipalities answered the first task: most give the role and take part, some take no part, some have only
 * named people, some have done nothing; where nobody is KLIK-administrator, nobody could.
 */
export function tellMattermostAnswers(stage: Stage, known: Known): void {
  const sentOn = known.sentOn('mattermost')
  for (const [index, municipality] of withoutCast(stage).entries()) {
    const administrator = stage.administrator(municipality)
    if (!administrator) continue
    const numberOf = () => known.number('mattermost', municipality.id)
    const day = addDays(sentOn, 2 + ((index * 37) % answerSpan))
    const kind = index % 20
    if (kind < 12) tellParticipation(stage, known, { municipality, index, day })
    else if (kind < 15) {
      const reason = pick(optOutReasons, index)
      stage.plan(day, timeOf(index), administrator, (ctx) => optOutTask(ctx, { number: numberOf(), reason }))
    } else if (kind < 17) {
      const performerId = stage.specialist(municipality).id
      stage.plan(day, timeOf(index), administrator, (ctx) =>
        assignPeople(ctx, { number: numberOf(), responsibleId: administrator.id, performerId }),
      )
    }
  }
}

interface Participation {
  readonly municipality: Municipality
  readonly index: number
  readonly day: CivilDay
}

/** The specialist gets the role; in some places a second person too; in some the specialist has left since,
 * so that nobody holds it, or nobody is the primary one. */
function tellParticipation(stage: Stage, known: Known, { municipality, index, day }: Participation): void {
  const administrator = stage.administrator(municipality)
  if (!administrator) return
  const { id: userId } = stage.specialist(municipality)
  const time = timeOf(index)
  let assignmentId = ''
  stage.plan(day, time, administrator, async (ctx) => {
    const roleId = known.roleId(mattermostRoleName)
    assignmentId = (await assignRole(ctx, { roleId, userId, isPrimary: true })).id
    if (index % 4 === 1) await assignRole(ctx, { roleId, userId: administrator.id, isPrimary: false })
  })
  stage.plan(day, time, administrator, (ctx) =>
    completeTask(ctx, { number: known.number('mattermost', municipality.id) }),
  )
  if (index % 8 === 2 || index % 16 === 5) {
    const left = addDays(civilDay('2025-10-06'), (index * 11) % 140)
    if (left >= addDays(stage.today, -2)) return
    stage.plan(left, time, administrator, (ctx) =>
      endAssignment(ctx, { assignmentId, reason: pick(endReasons, index) }),
    )
  }
}

/** Roles of the gallery that many municipalities have filled since. */
export function tellOtherRoles(stage: Stage, known: Known): void {
  for (const [index, municipality] of withoutCast(stage).entries()) {
    const administrator = stage.administrator(municipality)
    if (!administrator) continue
    const give = (name: string, userId: string) =>
      stage.plan(addDays(civilDay('2025-06-10'), index % 14), timeOf(index), administrator, (ctx) =>
        assignRole(ctx, { roleId: known.roleId(name), userId }),
      )
    if (index % 5 !== 3) give(coordinatorRoleName, administrator.id)
    if (index % 3 === 0) give('Infrastrukturansvarlig', stage.specialist(municipality).id)
    if (index % 5 < 2) give('DUBU-superbruger', administrator.id)
  }
}

/** How far another task has come: the older it is, the more have answered. */
export function tellAnswers(stage: Stage, known: Known, template: DemoTemplate, order: number): void {
  const sentOn = known.sentOn(template.key)
  const span = Math.max(1, daysBetween(sentOn, stage.today))
  const share = Math.min(85, 12 + span)
  for (const [index, municipality] of withoutCast(stage).entries()) {
    const administrator = stage.administrator(municipality)
    const luck = (index * 53 + order * 29) % 100
    if (!administrator || luck >= share + 8) continue
    const day = addDays(sentOn, 1 + ((index * 13 + order) % Math.max(1, span - 1)))
    const optsOut = template.priority !== 'mandatory' && luck % 9 === 0
    stage.plan(day, timeOf(index + order), administrator, async (ctx) => {
      const number = known.number(template.key, municipality.id)
      if (luck >= share) return await startTask(ctx, { number })
      if (optsOut) return await optOutTask(ctx, { number, reason: pick(optOutReasons, luck) })
      return await completeTask(ctx, { number })
    })
  }
}
