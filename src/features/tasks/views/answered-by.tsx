import { portalName } from '../../../kernel/actor.ts'
import { Instant } from '../../../ui/index.ts'
import type { TaskView } from './task-view.ts'

/**
 * Who answered, and when. A task that is answered on a page of its own may be closed by the portal later, as when the
 * rest needs no answer any more: the portal has answered nothing, and the page of its own names who did.
 */
export function AnsweredBy({ view }: { view: TaskView }) {
  const { texts, task, answer, history, isOwn, language } = view
  if (!answer) return null
  if (!task.answerPath || answer.byName !== portalName)
    return (
      <>
        {texts.answeredBy(answer.byName)} <Instant at={answer.at} />.
      </>
    )
  // The history's own sentence is Danish, whoever reads it.
  const because = history.find(({ type }) => type === 'task.completed')?.facts.because
  return (
    <>
      {texts.closedItself} <Instant at={answer.at} />.{' '}
      {isOwn && language === 'da' && typeof because === 'string' && because}
    </>
  )
}
