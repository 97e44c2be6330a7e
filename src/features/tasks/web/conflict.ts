import { civilDayOf, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Sentence } from '../../../kernel/errors.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import { timeOfDay } from '../../../ui/index.ts'
import { latestChanges, taskChanged, taskChangedMeanwhile } from '../domain/conflict.ts'
import { historySentence } from '../domain/history-sentence.ts'
import type { Task } from '../domain/task.ts'
import { listHistory, type TaskEvent } from '../queries/history.ts'

/**
 * The version a change is made against. When what the others changed does not concern the form, that is the version of
 * now: there is no conflict then.
 * @param drawn the version the form was drawn with; undefined when it does not say
 * @param isConcerned whether something the form is about has changed since
 */
export const versionToMeet = (task: Task, drawn: number | undefined, isConcerned: boolean) =>
  isConcerned ? drawn : task.version

const at = (event: TaskEvent): string => `${formatCivilDay(civilDayOf(event.at))} kl. ${timeOfDay(event.at)}`

function toldIn(language: 'da' | 'en', task: Task, changes: readonly TaskEvent[]): string {
  const time = (event: TaskEvent) => (language === 'da' ? at(event) : at(event).replace(' kl. ', ' at '))
  return changes
    .map((event) => `${time(event)}: ${historySentence(event, task.organisationId, language)}`)
    .join(' ')
}

/**
 * The faults of a form sent again, where the conflict among them tells who changed what and when.
 * @param kept what the person will find again in the form
 */
export async function tellConflict(
  ctx: Context,
  task: Task,
  faults: FormFaults,
  kept: keyof typeof taskChangedMeanwhile | 'nothing',
): Promise<FormFaults> {
  if (faults.fields['']?.da !== taskChanged.da) return faults
  const changes = latestChanges(await listHistory(ctx, task), task.version - Number(faults.typed.version))
  const words = kept === 'nothing' ? taskChanged : taskChangedMeanwhile[kept]
  const sentence: Sentence = {
    da: `${words.da} ${toldIn('da', task, changes)}`.trim(),
    en: `${words.en} ${toldIn('en', task, changes)}`.trim(),
  }
  return { ...faults, fields: { ...faults.fields, '': sentence } }
}
