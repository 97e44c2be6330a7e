import { assignRole } from '../features/assignments/index.ts'
import { answerAll, sendMessage, writeNote } from '../features/messages/index.ts'
import { createRole } from '../features/roles/index.ts'
import { publishRollout } from '../features/rollouts/index.ts'
import { assignPeople, completeTask, optOutTask, startTask } from '../features/tasks/index.ts'
import {
  assignSupplier,
  createTemplate,
  emptyDraft,
  type TemplateDraft,
} from '../features/templates/index.ts'
import { addDays, type CivilDay, civilDay } from '../kernel/civil-day.ts'
import type { Tx } from '../kernel/context.ts'
import { db } from '../platform/db/database.ts'
import { korsbaekRoles } from './demo-korsbaek-roles.ts'
import type { Municipality } from './demo-people.ts'
import { demoRoles, mattermostRoleName } from './demo-roles.ts'
import { type DemoTemplate, demoTemplates, draftTemplate, mattermostDates } from './demo-templates.ts'
import { commonQuestion, optOutReasons, questionsOf } from './demo-words.ts'
import type { Stage } from './fill-demo.ts'

/** The number the real task has in Korsbæk; the first roll-out of the demo gives it the same. */
export const korsbaekNumber = 139534

const answerDays = 2

interface Sent {
  readonly template: DemoTemplate
  readonly templateId: string
  readonly numbers: ReadonlyMap<number, number>
  readonly sentOn: CivilDay
  readonly dueOn: CivilDay
}

/** What happened before today, told in order. */
export async function tellDemoStory(stage: Stage, tx: Tx): Promise<void> {
  const roleIds = await makeRoles(stage)
  const sent: Sent[] = []
  for (const template of demoTemplates) sent.push(await send(stage, tx, template, roleIds))
  await stage.on(stage.today, '08:05', stage.person('Signe'), (ctx) =>
    createTemplate(ctx, draftOf(draftTemplate, roleIds)),
  )
  const [mattermost, ...others] = sent
  if (!mattermost) throw new Error('The demo has no first task')
  await answerMattermost(stage, mattermost, roleIds)
  for (const [index, task] of others.entries()) await answerOther(stage, task, index)
  await tellKorsbaek(stage, sent, roleIds)
  await talk(stage, sent)
  const supplier = stage.person('Nanna').organisationId
  await stage.on(stage.today, '08:10', stage.person('Signe'), (ctx) =>
    assignSupplier(ctx, { project: 'Fælleskommunal infrastruktur', supplierId: supplier }),
  )
}

async function makeRoles(stage: Stage): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const role of demoRoles) {
    const { id } = await stage.on(civilDay('2025-06-02'), '10:00', stage.person('Signe'), (ctx) =>
      createRole(ctx, role),
    )
    ids.set(role.name, id)
  }
  return ids
}

function draftOf(template: DemoTemplate, roleIds: ReadonlyMap<string, string>): TemplateDraft {
  const { key: _key, boundRole, rolledOut: _rolledOut, due: _due, ...rest } = template
  return {
    ...emptyDraft,
    ...rest,
    recommendedResponsible: template.recommendedResponsibleRole,
    recommendedPerformer: template.recommendedPerformerRole,
    boundRoleId: boundRole ? (roleIds.get(boundRole) ?? null) : null,
    prerequisites: template.prerequisites.map((title) => ({ templateId: null, title })),
    related: template.related.map((title) => ({ templateId: null, title })),
  }
}

async function send(
  stage: Stage,
  tx: Tx,
  template: DemoTemplate,
  roleIds: ReadonlyMap<string, string>,
): Promise<Sent> {
  const isFirst = template.key === 'mattermost'
  const sentOn = isFirst ? civilDay(mattermostDates.rolledOutOn) : addDays(stage.today, template.rolledOut)
  const dueOn = isFirst ? civilDay(mattermostDates.dueOn) : addDays(stage.today, template.due)
  const signe = stage.person('Signe')
  const { id: templateId } = await stage.on(addDays(sentOn, -5), '13:20', signe, (ctx) =>
    createTemplate(ctx, draftOf(template, roleIds)),
  )
  const plan = {
    templateId,
    audience: { kind: 'all' as const },
    priority: template.priority,
    startsOn: null,
    dueOn,
  }
  const { id } = await stage.on(sentOn, '09:00', signe, (ctx) => publishRollout(ctx, plan))
  const rows = await db({ tx })
    .selectFrom('task')
    .select(['organisation_id', 'number'])
    .where('rollout_id', '=', id)
    .execute()
  const numbers = new Map(rows.map((row) => [row.organisation_id, row.number]))
  return { template, templateId, numbers, sentOn, dueOn }
}

const numberIn = (sent: Sent, organisationId: number): number => {
  const number = sent.numbers.get(organisationId)
  if (number === undefined) throw new Error(`No task of ${sent.template.key} in ${organisationId}`)
  return number
}

/** Korsbæk and Aarhus answer themselves, in front of the visitor. */
const withoutCast = (stage: Stage): Municipality[] =>
  stage.municipalities.filter(({ shortName }) => shortName !== 'Korsbæk' && shortName !== 'Aarhus')

/** A day between sending and two weeks after the deadline, never today or later. */
function answerDay(stage: Stage, sent: Sent, index: number): CivilDay {
  const length = 55 + 14
  const day = addDays(sent.sentOn, 2 + ((index * 37) % length))
  return day < stage.today ? day : addDays(stage.today, -1)
}

const timeOf = (index: number): string =>
  `${String(8 + (index % 8)).padStart(2, '0')}:${String((index * 7) % 60).padStart(2, '0')}`

async function answerMattermost(
  stage: Stage,
  sent: Sent,
  roleIds: ReadonlyMap<string, string>,
): Promise<void> {
  const roleId = roleIds.get(mattermostRoleName) ?? ''
  for (const [index, municipality] of withoutCast(stage).entries()) {
    const administrator = stage.administrator(municipality)
    if (!administrator) continue
    const number = numberIn(sent, municipality.id)
    const [day, time] = [answerDay(stage, sent, index), timeOf(index)]
    const kind = index % 20
    if (kind < 11) {
      const userId = stage.specialist(municipality).id
      await stage.on(day, time, administrator, (ctx) => assignRole(ctx, { roleId, userId, isPrimary: true }))
      await stage.on(day, time, administrator, (ctx) => completeTask(ctx, { number }))
    } else if (kind < 14) {
      const reason = optOutReasons[index % optOutReasons.length] ?? ''
      await stage.on(day, time, administrator, (ctx) => optOutTask(ctx, { number, reason }))
    } else if (kind < 16) {
      const performerId = stage.specialist(municipality).id
      await stage.on(day, time, administrator, (ctx) =>
        assignPeople(ctx, { number, responsibleId: administrator.id, performerId }),
      )
    }
  }
}

/** How far the others have come: the older a task, the more have answered. */
async function answerOther(stage: Stage, sent: Sent, order: number): Promise<void> {
  const span = Math.max(1, Math.round((Date.parse(stage.today) - Date.parse(sent.sentOn)) / 86_400_000))
  const share = Math.min(85, 12 + span)
  for (const [index, municipality] of withoutCast(stage).entries()) {
    const administrator = stage.administrator(municipality)
    const luck = (index * 53 + order * 29) % 100
    if (!administrator || luck >= share + 8) continue
    const number = numberIn(sent, municipality.id)
    const day = addDays(sent.sentOn, 1 + ((index * 13 + order) % Math.max(1, span - 1)))
    const when = day < stage.today ? day : addDays(stage.today, -1)
    const canOptOut = sent.template.priority !== 'mandatory' && luck % 9 === 0
    await stage.on(when, timeOf(index + order), administrator, async (ctx) => {
      if (luck >= share) return await startTask(ctx, { number })
      if (canOptOut)
        return await optOutTask(ctx, { number, reason: optOutReasons[luck % optOutReasons.length] ?? '' })
      return await completeTask(ctx, { number })
    })
  }
}

/** What the visitor finds in Korsbæk: the real task untouched, others at every stage. */
async function tellKorsbaek(
  stage: Stage,
  sent: readonly Sent[],
  roleIds: ReadonlyMap<string, string>,
): Promise<void> {
  const [katrine, anders] = [stage.person('Katrine'), stage.person('Anders')]
  const number = (key: string): number => {
    const task = sent.find(({ template }) => template.key === key)
    if (!task) throw new Error(`No demo task ${key}`)
    return numberIn(task, katrine.organisationId)
  }
  if (number('mattermost') !== korsbaekNumber) throw new Error(`Korsbæk's task is #${number('mattermost')}`)
  for (const role of korsbaekRoles) {
    const roleId = roleIds.get(role.name)
    if (!roleId) throw new Error(`No demo role ${role.name}`)
    const userId = stage.person(role.holder).id
    await stage.on(civilDay('2025-08-12'), '11:00', katrine, (ctx) =>
      assignRole(ctx, { roleId, userId, ...(role.isPrimary ? { isPrimary: true } : {}) }),
    )
  }
  await stage.on(civilDay('2025-08-06'), '11:46', anders, (ctx) =>
    sendMessage(ctx, {
      number: korsbaekNumber,
      body: 'Hej. Må vi give rollen til to, så de kan dække hinandens ferier?',
      answerDays,
    }),
  )
  await stage.on(civilDay('2025-08-07'), '09:12', anders, (ctx) =>
    writeNote(ctx, {
      number: korsbaekNumber,
      body: 'Mads er oplagt, men han har aldrig været logget på. Skal vi lade ham eller mig være primær?',
    }),
  )
  await stage.on(civilDay('2025-08-08'), '14:12', stage.person('Signe'), (ctx) =>
    sendMessage(ctx, {
      number: korsbaekNumber,
      body: 'Hej Anders. Ja, I må gerne give rollen til to. Sæt den ene som primær, så ved vi, hvem der får de mails, som kun går til én.',
      answerDays,
    }),
  )
  await stage.on(civilDay('2025-08-12'), '15:30', katrine, (ctx) =>
    writeNote(ctx, {
      number: korsbaekNumber,
      body: 'Jeg taler med it-chefen på tirsdag. Vi tager begge, hvis det er i orden.',
    }),
  )
  const yesterday = addDays(stage.today, -1)
  await stage.on(yesterday, '10:05', katrine, (ctx) =>
    assignPeople(ctx, { number: number('coordinator'), responsibleId: katrine.id, performerId: anders.id }),
  )
  await stage.on(addDays(stage.today, -8), '13:40', katrine, (ctx) =>
    assignPeople(ctx, { number: number('duty-phone'), responsibleId: null, performerId: anders.id }),
  )
  await stage.on(addDays(stage.today, -34), '09:25', katrine, (ctx) =>
    completeTask(ctx, { number: number('dubu-superusers') }),
  )
  await stage.on(addDays(stage.today, -80), '12:15', katrine, (ctx) =>
    optOutTask(ctx, {
      number: number('emergency-plan'),
      reason: 'Vi har vores egen plan, som er øvet i foråret.',
    }),
  )
}

/** Some wait for an answer; three ask the same. One question was answered to all before. */
async function talk(stage: Stage, sent: readonly Sent[]): Promise<void> {
  const signe = stage.person('Signe')
  for (const question of questionsOf) {
    const task = sent.find(({ template }) => template.key === question.about)
    const municipality = stage.municipalities.find(({ shortName }) => shortName === question.from)
    if (!task || !municipality) throw new Error(`No demo question from ${question.from}`)
    const asker = stage.administrator(municipality) ?? stage.specialist(municipality)
    const number = numberIn(task, municipality.id)
    const day = addDays(stage.today, -question.daysAgo)
    await stage.on(day, question.at, asker, (ctx) =>
      sendMessage(ctx, { number, body: question.body, answerDays }),
    )
    if (question.isCommon) {
      await stage.on(addDays(day, 1), '10:30', signe, (ctx) =>
        answerAll(ctx, { templateId: task.templateId, ...commonQuestion, numbers: [number] }),
      )
    }
  }
}
