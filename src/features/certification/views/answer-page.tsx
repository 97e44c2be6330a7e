import { daysBetween, formatCivilDay } from '../../../kernel/civil-day.ts'
import {
  Alert,
  Button,
  Form,
  FormActions,
  GroupHeading,
  Heading,
  ProgressLine,
  Signal,
  Stack,
  TwoColumns,
} from '../../../ui/index.ts'
import { deadlineSignal } from '../../tasks/index.ts'
import { type AnswerTexts, answerTexts } from '../answer-texts.ts'
import { isMoot, isWaiting } from '../domain/closing.ts'
import { answersPath, roundsPath } from '../paths.ts'
import type { ShownItem } from '../queries/items.ts'
import type { RoundRole } from '../queries/rounds.ts'
import { closedWords } from '../standing-texts.ts'
import { AnswerAside } from './answer-aside.tsx'
import { AnswerLine, type AnswerPageProps, isOpen } from './answer-line.tsx'
import { ReportLinks } from './report-links.tsx'
import { SavedRemark } from './saved-remark.tsx'

/** One page, all roles, one choice a holder, one button (C1). */
export function AnswerPage(props: AnswerPageProps) {
  const { round, items, today, language, notice } = props
  const texts = answerTexts(language)
  const asked = items.filter((item) => !isMoot(item.consequence))
  const total = asked.length
  const done = items.filter((item) => item.answer !== null).length
  const missing = total - done
  const next = items.find((item) => item.answer === null && isOpen(props, item))
  return (
    <TwoColumns
      asideLast
      aside={
        <>
          {missing > 0 && (
            <AnswerAside
              {...{ round, items: asked, today, texts }}
              mayChoose={items.some((item) => isOpen(props, item))}
            />
          )}
          <ReportLinks roundId={round.id} language={language} mayReadEvidence={props.mayReadEvidence} isOwn />
        </>
      }
      heading={
        <Heading
          metaTitle={round.name}
          meta={texts.opened(formatCivilDay(round.startedOn))}
          title={texts.question}
          lead={leadOf(props, texts, missing)}
          badges={
            <>
              {total > 0 && <strong>{texts.doneOf(done, total)}</strong>}
              <Left {...props} texts={texts} missing={missing} />
              {missing > 0 && (
                <>
                  <span class="tv-note">{texts.missing(missing)}</span>
                  {next && <a href={`#${lineId(next)}`}>{texts.nextMissing}</a>}
                </>
              )}
            </>
          }
        />
      }
    >
      <Stack>
        {notice && (
          <Alert kind={notice.kind} title={notice.title}>
            {notice.text}
          </Alert>
        )}
        {total > 0 && <ProgressLine done={done} total={total} />}
        <Rows {...props} />
      </Stack>
    </TwoColumns>
  )
}

function leadOf(props: AnswerPageProps, texts: AnswerTexts, missing: number): string {
  const { round, mayAnswer, items } = props
  const closes = formatCivilDay(round.closesOn)
  const closed = closedHere(props)
  if (!closed) return mayAnswer ? texts.leadOpen(closes) : texts.leadReader(closes)
  return missing > 0 && items.some((item) => isOpen(props, item))
    ? texts.leadLate(closed)
    : texts.leadClosed(closed)
}

/** As closed as the municipality's other pages say, by the roles in which a line of its own waits. */
function closedHere({ round, items, today, language }: AnswerPageProps): string | null {
  const roles = round.roles.filter(({ roleId }) =>
    items.some((item) => item.roleId === roleId && isWaiting(item)),
  )
  return closedWords({ ...round, roles }, today, language)
}

type LeftProps = AnswerPageProps & { readonly texts: AnswerTexts; readonly missing: number }

/** The signal is the task's (T6), also where the round closed before its last day. */
function Left(props: LeftProps) {
  const { round, today, texts, missing } = props
  const kind = missing === 0 ? 'none' : deadlineSignal({ status: 'notStarted', dueOn: round.closesOn }, today)
  const closed = closedWords({ ...round, roles: [] }, today, props.language)
  return <Signal kind={kind} words={closed ?? texts.daysLeft(daysBetween(today, round.closesOn))} />
}

/** Where the roles of the municipality link to the one line. */
const lineId = (item: ShownItem): string => `linje-${item.id}`

function Rows(props: AnswerPageProps) {
  const { round, items, language } = props
  const texts = answerTexts(language)
  const rows = round.roles
    .map((role) => ({ role, lines: items.filter((item) => item.roleId === role.roleId) }))
    .filter(({ lines }) => lines.length > 0)
    .map(({ role, lines }) => (
      <section key={role.roleId}>
        <GroupHeading title={role.roleName} aside={withoutAnswerWords(role, texts)} />
        {lines.map((item) => (
          <div key={item.id} id={lineId(item)}>
            <AnswerLine {...props} item={item} texts={texts} />
          </div>
        ))}
      </section>
    ))
  if (!items.some((item) => isOpen(props, item))) return <>{rows}</>
  return (
    <Form action={answersPath(round.id)}>
      {rows}
      <FormActions>
        <Button kind="primary">{texts.save}</Button>
        <a href={roundsPath}>{texts.later}</a>
      </FormActions>
      <SavedRemark {...{ round, items, texts }} />
    </Form>
  )
}

function withoutAnswerWords(role: RoundRole, texts: AnswerTexts): string {
  if (role.brake === 'held') return texts.withoutAnswer.held
  if (role.nonResponse === 'keep' || role.brake === 'rejected') return texts.withoutAnswer.keep
  if (role.nonResponse === 'suspend')
    return role.opensAccess ? texts.withoutAnswer.suspendAccess : texts.withoutAnswer.suspend
  return role.opensAccess ? texts.withoutAnswer.removeAccess : texts.withoutAnswer.remove
}
