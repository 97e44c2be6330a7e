import type { Context } from '../../../kernel/context.ts'
import { reminderDueOn } from '../domain/reminders.ts'
import { insertReminders, listReminded } from '../store/reminders.ts'

/**
 * Tells the municipalities that lack answers of the reminder that is due, each once (C5). Others feel nothing of it:
 * who is done is never reminded. How people are told is the notifications' matter.
 */
export async function remind(ctx: Context): Promise<void> {
  for (const round of await listReminded(ctx)) {
    const days = reminderDueOn(round, ctx.today)
    if (days === null) continue
    const told = await insertReminders(ctx, round.id, days)
    await ctx.emitToMany(
      {
        type: 'certification.reminderDue',
        subjectType: 'certification',
        facts: { roundId: round.id, roundName: round.name, closesOn: round.closesOn, days },
      },
      told.map(({ organisationId, undecided }) => ({ organisationId, id: round.id, facts: { undecided } })),
    )
  }
}
