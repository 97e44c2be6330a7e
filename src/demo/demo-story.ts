import { createRole } from '../features/roles/index.ts'
import { publishRollout } from '../features/rollouts/index.ts'
import {
  assignSupplier,
  createTemplate,
  emptyDraft,
  type TemplateDraft,
} from '../features/templates/index.ts'
import { addDays, type CivilDay, civilDay } from '../kernel/civil-day.ts'
import type { Context } from '../kernel/context.ts'
import { db } from '../platform/db/database.ts'
import { tellAnswers, tellMattermostAnswers, tellOtherRoles } from './demo-answers.ts'
import { tellCertification } from './demo-certification.ts'
import { tellConversations } from './demo-conversations.ts'
import { tellKorsbaek } from './demo-korsbaek.ts'
import { tellRoleNews } from './demo-role-news.ts'
import { demoRoles } from './demo-roles.ts'
import { type Stage, weekdayNear } from './demo-stage.ts'
import { type DemoTemplate, demoTemplates, draftTemplate, mattermostDates } from './demo-templates.ts'

/** The number the real task has in Korsbæk; the first roll-out of the demo gives it the same. */
export const korsbaekNumber = 139534

/** What is known once its scene has been played: ids and numbers are asked for when a later scene is. */
export interface Known {
  readonly today: CivilDay
  roleId(name: string): string
  templateId(key: string): string
  /** The number of a task in one municipality. */
  number(key: string, organisationId: number): number
  sentOn(key: string): CivilDay
}

interface Memory {
  readonly roleIds: Map<string, string>
  readonly templateIds: Map<string, string>
  readonly numbers: Map<string, number>
}

function get<V>(map: ReadonlyMap<string, V>, key: string): V {
  const value = map.get(key)
  if (value === undefined) throw new Error(`The demo has no ${key} yet`)
  return value
}

/** Plans what happened before today. The order of planning is the order within a minute. */
export function tellDemoStory(stage: Stage): void {
  const memory: Memory = { roleIds: new Map(), templateIds: new Map(), numbers: new Map() }
  const sentOn = (template: DemoTemplate): CivilDay =>
    template.key === 'mattermost'
      ? civilDay(mattermostDates.rolledOutOn)
      : weekdayNear(addDays(stage.today, template.rolledOut), stage.today)
  const known: Known = {
    today: stage.today,
    roleId: (name) => get(memory.roleIds, name),
    templateId: (key) => get(memory.templateIds, key),
    number: (key, organisationId) => get(memory.numbers, `${key} ${organisationId}`),
    sentOn: (key) => {
      const template = demoTemplates.find((candidate) => candidate.key === key)
      if (!template) throw new Error(`No demo task ${key}`)
      return sentOn(template)
    },
  }
  tellRoles(stage, memory)
  for (const template of demoTemplates) tellSending(stage, template, sentOn(template), memory, known)
  const signe = stage.person('Signe')
  stage.plan(addDays(stage.today, -1), '13:05', signe, (ctx) =>
    createTemplate(ctx, draftOf(draftTemplate, known)),
  )
  tellSupplier(stage, known)
  tellMattermostAnswers(stage, known)
  tellOtherRoles(stage, known)
  for (const [order, template] of demoTemplates.entries())
    if (template.key !== 'mattermost') tellAnswers(stage, known, template, order)
  tellKorsbaek(stage, known)
  tellConversations(stage, known)
  tellRoleNews(stage, known)
  tellCertification(stage, known)
}

function tellRoles(stage: Stage, memory: Memory): void {
  for (const role of demoRoles) {
    stage.plan(civilDay('2025-06-02'), '10:00', stage.person('Signe'), async (ctx) => {
      const { id } = await createRole(ctx, role)
      memory.roleIds.set(role.name, id)
    })
  }
}

function draftOf(template: DemoTemplate, known: Known): TemplateDraft {
  const { key: _key, boundRole, rolledOut: _rolledOut, due: _due, ...rest } = template
  return {
    ...emptyDraft,
    ...rest,
    recommendedResponsible: template.recommendedResponsibleRole,
    recommendedPerformer: template.recommendedPerformerRole,
    boundRoleId: boundRole ? known.roleId(boundRole) : null,
    prerequisites: template.prerequisites.map((title) => ({ templateId: null, title })),
    related: template.related.map((title) => ({ templateId: null, title })),
  }
}

/** Written five days before it is sent, to all. */
function tellSending(
  stage: Stage,
  template: DemoTemplate,
  sentOn: CivilDay,
  memory: Memory,
  known: Known,
): void {
  const { key, priority } = template
  const signe = stage.person('Signe')
  stage.plan(addDays(sentOn, -5), '13:20', signe, async (ctx) => {
    const { id } = await createTemplate(ctx, draftOf(template, known))
    memory.templateIds.set(key, id)
  })
  const isFirst = key === 'mattermost'
  const dueOn = isFirst ? civilDay(mattermostDates.dueOn) : addDays(stage.today, template.due)
  stage.plan(sentOn, '09:00', signe, async (ctx) => {
    const templateId = known.templateId(key)
    const audience = { kind: 'all' as const }
    const { id } = await publishRollout(ctx, { templateId, audience, priority, startsOn: null, dueOn })
    for (const { organisationId, number } of await listNumbers(ctx, id))
      memory.numbers.set(`${key} ${organisationId}`, number)
    const { organisationId } = stage.person('Katrine')
    if (isFirst && known.number(key, organisationId) !== korsbaekNumber)
      throw new Error(`Korsbæk's task is #${known.number(key, organisationId)}`)
  })
}

async function listNumbers(ctx: Pick<Context, 'tx'>, rolloutId: string) {
  return await db(ctx)
    .selectFrom('task')
    .select(['organisation_id as organisationId', 'number'])
    .where('rollout_id', '=', rolloutId)
    .execute()
}

/** The supplier follows the infrastructure: its project exists from its first template on. */
function tellSupplier(stage: Stage, known: Known): void {
  const supplierId = stage.person('Nanna').organisationId
  stage.plan(known.sentOn('certificates'), '09:30', stage.person('Signe'), (ctx) =>
    assignSupplier(ctx, { project: 'Fælleskommunal infrastruktur', supplierId }),
  )
}
