import { Instant, PanelCard, PanelPart } from '../../../ui/index.ts'
import type { TaskView } from './task-view.ts'

/** Nobody answered: no participation may be read out of it (T4). */
export function Lapsed({ view }: { view: TaskView }) {
  const { texts, task, answer, isOwn } = view
  if (!answer) return null
  return (
    <PanelCard id="next-step" title={texts.lapsedTitle}>
      <PanelPart>
        <p>{isOwn ? texts.lapsedText : texts.theyLapsedText(task.organisationName)}</p>
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
