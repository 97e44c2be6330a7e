import { AccessBadge, Live } from '../../../ui/index.ts'
import { faultSentence, secondsBetweenLooks } from '../../assignments/index.ts'
import type { TaskView } from './task-view.ts'

/** What came of the role: where each holder's access stands, followed until it has arrived. */
export function AccessLine({ view }: { view: TaskView }) {
  const { accesses, texts, language } = view
  if (accesses.length === 0) return null
  const every = secondsBetweenLooks(accesses.map(({ state }) => state.kind))
  return (
    <Live id="adgang" every={every ?? undefined} settled={every ? null : texts.accessArrived}>
      <ul>
        {accesses.map(({ name, state, fault }) => (
          <li key={name}>
            {accesses.length > 1 && `${name}: `}
            <AccessBadge state={state} />
            {fault && <span class="tv-note">{faultSentence(fault, language)}</span>}
          </li>
        ))}
      </ul>
    </Live>
  )
}
