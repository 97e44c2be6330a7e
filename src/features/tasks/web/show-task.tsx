import type { Context } from '../../../kernel/context.ts'
import { type PageAnswer, page } from '../../../platform/http/route.ts'
import { faultList } from '../../../ui/index.ts'
import { type HolderAccess, listHolderAccesses } from '../../assignments/index.ts'
import { findStanding } from '../../reminders/index.ts'
import { deadlineSignal } from '../domain/deadline-signal.ts'
import { taskListPath } from '../paths.ts'
import { canAnswer, canAssignPeople, canAttach, canOptOut } from '../policy.ts'
import { getExchange } from '../queries/exchange.ts'
import { listHistory } from '../queries/history.ts'
import { getTaskPage, type TaskPage } from '../queries/task-page.ts'
import { taskPageTexts } from '../task-page-texts.ts'
import { TaskPageView } from '../views/task-page.tsx'
import type { TaskView, TypedText } from '../views/task-view.ts'

export interface ShownTask {
  /** The central body's promise in working days (setting ANSWER_DAYS). */
  readonly answerDays: number
  /** Faults of a button on the page: a refusal, a conflict. */
  readonly faults?: TypedText['fields']
  /** A message or note that was refused: its form shows the text again. */
  readonly typed?: TypedText
}

/** Where the access of those who hold the task's role stands, inside their own municipality. One query, or none. */
async function findHolderAccesses(
  ctx: Context,
  { task, roleOpensAccess }: TaskPage,
): Promise<HolderAccess[]> {
  const isOwn = ctx.actor.organisationId === task.organisationId
  if (!isOwn || !task.boundRole || !roleOpensAccess || task.holderNames.length === 0) return []
  return await listHolderAccesses(ctx, task.organisationId, task.boundRole.id)
}

/** The task's page, also after a form on it was refused. Five queries, one more where a role opens an access. @throws NotFound */
export async function showTask(ctx: Context, number: number, shown: ShownTask): Promise<PageAnswer> {
  const { actor, today, language } = ctx
  const texts = taskPageTexts(language)
  const found = await getTaskPage(ctx, number)
  const { task, text } = found
  const accesses = await findHolderAccesses(ctx, found)
  const view: TaskView = {
    accesses,
    ...found,
    actor,
    today,
    language,
    texts,
    signal: deadlineSignal(task, today),
    reminders: await findStanding(ctx, task),
    exchange: await getExchange(ctx, task),
    history: await listHistory(ctx, task),
    isOwn: actor.organisationId === task.organisationId,
    mayAnswer: canAnswer(actor, task),
    mayOptOut: canOptOut(actor, task),
    mayAssignPeople: canAssignPeople(actor, task),
    mayAttach: canAttach(actor, task),
    answerDays: shown.answerDays,
    typed: shown.typed ?? null,
  }
  const projectHref = `${taskListPath}?projekt=${encodeURIComponent(text.project)}`
  return page({
    title: `#${task.number} ${task.title}`,
    breadcrumbs: [
      { label: texts.tasks, href: taskListPath },
      { label: text.project, href: projectHref },
      { label: `#${task.number}` },
    ],
    faults: faultList(shown.faults ?? shown.typed?.fields ?? {}, language),
    body: <TaskPageView view={view} />,
  })
}
