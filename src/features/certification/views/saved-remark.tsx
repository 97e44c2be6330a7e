import { Remark } from '../../../ui/index.ts'
import type { AnswerTexts } from '../answer-texts.ts'
import type { ShownItem } from '../queries/items.ts'
import type { Round } from '../queries/rounds.ts'

interface SavedRemarkProps {
  readonly round: Round
  readonly items: readonly ShownItem[]
  readonly texts: AnswerTexts
}

/** Below the button: what saving does, and whether silence would cost anything here. */
export function SavedRemark({ round, items, texts }: SavedRemarkProps) {
  if (items.every(({ roundStatus }) => roundStatus !== 'open'))
    return <Remark>{texts.savedRemarkClosed}</Remark>
  const own = round.roles.filter(({ roleId }) => items.some((item) => item.roleId === roleId))
  const isSafe = own.every(({ nonResponse }) => nonResponse === 'keep')
  return <Remark>{isSafe ? texts.savedRemarkKeeps : texts.savedRemark}</Remark>
}
