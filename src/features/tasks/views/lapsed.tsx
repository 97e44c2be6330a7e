import { Instant, PanelCard, PanelPart } from '../../../ui/index.ts'
import type { TaskView } from './task-view.ts'

/** Nobody answered: no participation may be read out of it (T4). Why it closed: in time, or with the role it asked for. */
export function Lapsed({ view }: { view: TaskView }) {
  const { texts, task, answer } = view
  if (!answer) return null
  return (
    <PanelCard id="next-step" title={texts.lapsedTitle}>
      <PanelPart>
        <p>{becauseOf(view)}</p>
        <p>
          {texts.lapsedAt} <Instant at={answer.at} />.
        </p>
      </PanelPart>
      {view.mayAnswer && task.answerPath && (
        <PanelPart>
          <p>
            <a href={task.answerPath}>{texts.seeWhatCame}</a>
          </p>
        </PanelPart>
      )}
    </PanelCard>
  )
}

function becauseOf({ texts, task, isOwn, history, language }: TaskView): string {
  if (task.boundRole && !task.answerPath) {
    const { name } = task.boundRole
    return isOwn ? texts.lapsedWithRole(name) : texts.theyLapsedWithRole(name, task.organisationName)
  }
  // The history's own sentence is Danish, whoever reads it.
  const because = history.find(({ type }) => type === 'task.lapsed')?.facts.because
  if (isOwn && language === 'da' && typeof because === 'string') return `${because} ${texts.lapsedNothing}`
  return isOwn ? texts.lapsedText : texts.theyLapsedText(task.organisationName)
}
