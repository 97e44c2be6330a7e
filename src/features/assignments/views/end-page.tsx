import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  BlockedButton,
  Button,
  ConfirmPanel,
  Form,
  FormActions,
  faultOf,
  Stack,
  Suggestions,
  TextField,
} from '../../../ui/index.ts'
import { HandOver, inWords, type Role } from '../../roles/index.ts'
import { covers, shortageAfter, whyNotEnd } from '../domain.ts'
import { departurePath, endPath, rolePath } from '../paths.ts'
import type { FoundAssignment } from '../queries.ts'
import { type AssignmentTexts, assignmentTexts } from '../texts.ts'

/** Longest reason for ending, in characters. */
export const mostReason = 500

export interface EndPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly role: Role
  readonly assignment: FoundAssignment
  /** How many others hold the role today. */
  readonly others: number
  readonly task: number | null
  readonly faults: FormFaults | null
}

/** Asks before a role is ended, and says what follows. */
export function EndPage(props: EndPageProps) {
  const { language, today, role, assignment, task } = props
  const texts = assignmentTexts(language)
  const refusal = whyNotEnd(assignment, today)
  const keep = <a href={rolePath(role.id, task)}>{texts.keepRole}</a>
  return (
    <ConfirmPanel title={texts.endTitle(assignment.userName)} text={null}>
      {refusal ? (
        <Stack>
          <BlockedButton reason={refusal.sentence[language]}>{texts.endRole}</BlockedButton>
          <p>{keep}</p>
        </Stack>
      ) : (
        <Stack>
          <p>{consequences(props, texts).join(' ')}</p>
          <HandOver language={language} lists={[{ list: role.handOver }]} />
          <EndForm {...props} />
          <p class="tv-more">
            <a href={departurePath(assignment.userId)}>{texts.leavesAll(assignment.userName)}</a>
          </p>
        </Stack>
      )}
    </ConfirmPanel>
  )
}

function EndForm({ language, role, assignment, task, faults }: EndPageProps) {
  const texts = assignmentTexts(language)
  const typed = faults?.typed.reason
  return (
    <Form action={endPath(role.id, assignment.id)} hidden={task === null ? {} : { opgave: String(task) }}>
      <TextField
        name="reason"
        label={texts.endReason}
        hint={texts.endReasonHint}
        value={typeof typed === 'string' ? typed : ''}
        error={faultOf(faults?.fields, 'reason', language)}
        list="reasons"
        maxLength={mostReason}
      />
      <Suggestions id="reasons" values={texts.endReasons} />
      <FormActions>
        <Button kind="warning">{texts.endRole}</Button>
        <a href={rolePath(role.id, task)}>{texts.keepRole}</a>
      </FormActions>
    </Form>
  )
}

function consequences(
  { language, today, role, assignment, others }: EndPageProps,
  texts: AssignmentTexts,
): string[] {
  const name = assignment.userName
  if (!covers(assignment, today)) return [texts.endsPlanned(name), texts.canGiveAgain]
  const shortage = shortageAfter(role, others)
  return [
    role.access.length > 0 ? texts.endsAccess(name) : texts.endsRole(name),
    others > 0 ? texts.othersLeft(inWords(others, language), others === 1) : texts.nobodyLeft,
    ...(shortage ? [shortage[language]] : []),
    ...(assignment.isPrimary && others > 0 ? [texts.primaryLeaves] : []),
    texts.canGiveAgain,
  ]
}
