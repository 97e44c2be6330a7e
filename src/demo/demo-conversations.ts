import { answerAll, sendMessage } from '../features/messages/index.ts'
import { addDays, civilDay } from '../kernel/civil-day.ts'
import type { Stage } from './demo-stage.ts'
import type { Known } from './demo-story.ts'
import { commonQuestion, questionsOf } from './demo-words.ts'

/** The central body's promise in the demo's past, in weekdays. */
export const demoAnswerDays = 2

/** Some wait for an answer, three of them with the same question; one question was answered to all long ago. */
export function tellConversations(stage: Stage, known: Known): void {
  const answerDays = demoAnswerDays
  for (const { from, about, daysAgo, at, body } of questionsOf) {
    const { asker, id } = askerIn(stage, from)
    stage.plan(addDays(stage.today, -daysAgo), at, asker, (ctx) =>
      sendMessage(ctx, { number: known.number(about, id), body, answerDays }),
    )
  }
  for (const [index, { from, body }] of commonQuestion.askers.entries()) {
    const { asker, id } = askerIn(stage, from)
    stage.plan(addDays(civilDay('2025-07-07'), index), '09:10', asker, (ctx) =>
      sendMessage(ctx, { number: known.number('mattermost', id), body, answerDays }),
    )
  }
  const { question, answer, askers } = commonQuestion
  stage.plan(civilDay('2025-07-10'), '10:30', stage.person('Signe'), (ctx) => {
    const numbers = askers.map(({ from }) => known.number('mattermost', askerIn(stage, from).id))
    const asked = { question, answer, numbers, seenUntil: null, answerDays }
    return answerAll(ctx, { templateId: known.templateId('mattermost'), ...asked })
  })
}

function askerIn(stage: Stage, shortName: string) {
  const municipality = stage.municipalities.find((candidate) => candidate.shortName === shortName)
  if (!municipality) throw new Error(`No municipality ${shortName}`)
  const asker = stage.administrator(municipality) ?? stage.specialist(municipality)
  return { asker, id: municipality.id }
}
