import type { Context } from '../../../kernel/context.ts'
import type { NewEvent } from '../../../kernel/event.ts'
import { removalsIn } from '../domain-guards.ts'
import { type FindingKind, findingKinds } from '../domain-reconciliation.ts'
import type { NewFinding } from '../store/findings.ts'
import type { RunRow } from '../store/reconciliations.ts'

export const tellRun = (
  ctx: Context,
  type: string,
  { id, connector }: Pick<RunRow, 'id' | 'connector'>,
  facts: NewEvent['facts'] = {},
): Promise<void> =>
  ctx.emit({
    type,
    organisationId: ctx.actor.organisationId,
    subject: { type: 'reconciliation', id },
    facts: { connector, ...facts },
  })

const countsOf = (findings: readonly NewFinding[]): Partial<Record<FindingKind, number>> =>
  Object.fromEntries(
    findingKinds
      .map((kind) => [kind, findings.filter((one) => one.kind === kind).length] as const)
      .filter(([, count]) => count > 0),
  )

/** Findings about a person, told where the person belongs; what each kind is called there. */
const personEvents: Partial<Record<FindingKind, string>> = {
  reactivated: 'access.reactivated',
  stillMember: 'access.reactivated',
  unlinked: 'access.unlinked',
}

async function tellOfPeople(ctx: Context, run: RunRow, findings: readonly NewFinding[]): Promise<void> {
  for (const kind of findingKinds) {
    const type = personEvents[kind]
    const subjects = findings
      .filter((one) => one.kind === kind)
      .flatMap(({ person, account }) =>
        person
          ? [
              {
                organisationId: person.organisationId,
                id: person.userId,
                facts: { userName: person.userName, username: account?.username ?? '' },
              },
            ]
          : [],
      )
    if (type && subjects.length > 0)
      await ctx.emitToMany(
        { type, subjectType: 'user', facts: { connector: run.connector, reconciliationId: run.id, kind } },
        subjects,
      )
  }
}

/** What was found; what waited for an operator already is no news, and a run that found nothing tells nothing. */
export async function tellFound(
  ctx: Context,
  run: RunRow,
  findings: readonly NewFinding[],
  { isBraked, wasHeld }: { isBraked: boolean; wasHeld: boolean },
): Promise<void> {
  const news = findings.filter(({ state }) => state === 'asked' || (state === 'held' && !wasHeld))
  if (news.length > 0) await tellRun(ctx, 'reconciliation.found', run, { found: countsOf(news) })
  await tellOfPeople(ctx, run, news)
  if (!isBraked || wasHeld) return
  const held = findings.filter(({ state }) => state === 'held')
  await tellRun(ctx, 'reconciliation.held', run, { removals: removalsIn(held) })
}
