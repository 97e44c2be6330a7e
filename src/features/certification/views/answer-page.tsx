import { nameWithPrincipal } from '../../../kernel/actor.ts'
import { type CivilDay, civilDayOf, daysBetween, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { FieldFaults } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  Alert,
  AnswerRow,
  Button,
  Form,
  FormActions,
  GroupHeading,
  Heading,
  type Notice,
  ProgressLine,
  Remark,
  SelectField,
  Signal,
  Stack,
  TwoColumns,
} from '../../../ui/index.ts'
import { handOverPath } from '../../roles/index.ts'
import { deadlineSignal } from '../../tasks/index.ts'
import { type AnswerTexts, answerTexts } from '../answer-texts.ts'
import { type Answerer, isSelfAnswer, whyNotAnswer, whyNotOwn } from '../domain/answering.ts'
import { isMoot, isWaiting } from '../domain/closing.ts'
import { answersPath, roundsPath } from '../paths.ts'
import type { ShownItem } from '../queries/items.ts'
import type { Round, RoundRole } from '../queries/rounds.ts'
import { closedWords } from '../standing-texts.ts'
import { AnswerAside } from './answer-aside.tsx'
import { noteOf, remarkOf } from './holder-line.tsx'
import { OutcomeBadge } from './outcome-badge.tsx'
import { ReportLinks } from './report-links.tsx'
import { SavedRemark } from './saved-remark.tsx'
import {
  answerField,
  PromiseNote,
  reasonField,
  SuccessorFields,
  type TypedAnswers,
} from './successor-fields.tsx'

export interface AnswerPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly round: Round
  readonly items: readonly ShownItem[]
  readonly users: readonly { readonly id: string; readonly name: string; readonly title: string }[]
  readonly by: Answerer
  readonly mayAnswer: boolean
  readonly mayReadEvidence: boolean
  readonly typed: TypedAnswers
  readonly faults: FieldFaults
  /** What was saved although another row was wrong. */
  readonly notice: Notice | null
}

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
            <Line {...props} item={item} texts={texts} />
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

const isOpen = ({ by, mayAnswer }: AnswerPageProps, item: ShownItem): boolean =>
  mayAnswer && whyNotAnswer(item, by) === null

function withoutAnswerWords(role: RoundRole, texts: AnswerTexts): string {
  if (role.brake === 'held') return texts.withoutAnswer.held
  if (role.nonResponse === 'keep' || role.brake === 'rejected') return texts.withoutAnswer.keep
  if (role.nonResponse === 'suspend')
    return role.opensAccess ? texts.withoutAnswer.suspendAccess : texts.withoutAnswer.suspend
  return role.opensAccess ? texts.withoutAnswer.removeAccess : texts.withoutAnswer.remove
}

type LineProps = AnswerPageProps & { readonly item: ShownItem; readonly texts: AnswerTexts }

function Line(props: LineProps) {
  const { item, texts, today, language, by, mayAnswer, typed } = props
  const own = mayAnswer && item.answer === null ? whyNotOwn(item, by) : null
  if (!isOpen(props, item) && !own) return <Told {...props} />
  const isSelf = isSelfAnswer(item, by)
  const typedAnswer = typed[answerField(item.id)]
  const value = typeof typedAnswer === 'string' ? typedAnswer : item.answer
  return (
    <AnswerRow
      name={answerField(item.id)}
      label={texts.answerFor(item.userName, item.roleName)}
      person={isSelf ? texts.you(item.userName) : item.userName}
      note={<Note item={item} texts={texts} language={language} />}
      remark={
        isSelf && !own ? { icon: 'info', words: texts.selfNote } : remarkOf(item, texts, today, language)
      }
      options={(['keep', 'withdraw', 'replace'] as const).map((kind) => ({
        value: kind,
        label: texts.options[kind],
      }))}
      value={value}
      missing={item.answer === null}
      lockedBecause={own?.sentence[language]}
    >
      {own ? null : <More {...props} />}
    </AnswerRow>
  )
}

/** What is known of the holder, and who has answered. */
function Note({ item, texts, language }: Pick<LineProps, 'item' | 'texts' | 'language'>) {
  return (
    <>
      {noteOf(item, texts)}
      {item.answeredAt && (
        <>
          <br />
          {answeredWords(item, texts, language)}
        </>
      )}
    </>
  )
}

/** What belongs to an answer; shown once it is chosen, without scripts (answers.css). */
function More(props: LineProps) {
  const { item, texts, typed, faults, language } = props
  const reason = typed[reasonField(item.id)] ?? item.reason
  const fault = (name: string) => faults[name]?.[language]
  const reasons =
    item.reason && !texts.reasons.includes(item.reason) ? [item.reason, ...texts.reasons] : texts.reasons
  return (
    <>
      {fault(answerField(item.id)) && <p class="form-error-message">{fault(answerField(item.id))}</p>}
      <div class="tv-when-withdraw">
        <SelectField
          name={reasonField(item.id)}
          label={texts.why}
          hint={withdrawHint(item, texts)}
          emptyLabel={texts.choose}
          value={typeof reason === 'string' ? reason : ''}
          error={fault(reasonField(item.id))}
          options={reasons.map((words) => ({ value: words, label: words }))}
        />
      </div>
      <div class="tv-when-replace">
        <SuccessorFields {...props} />
        <p class="tv-note">
          <a href={handOverPath(item.roleId)}>{texts.handOver}</a>
        </p>
      </div>
    </>
  )
}

/** What a withdrawal will do; of one that was saved, what it did. */
function withdrawHint(item: ShownItem, texts: AnswerTexts): string {
  const { answer, answeredAt, opensAccess, accessClosedAt } = item
  if (answer !== 'withdraw' || !answeredAt) return texts.withdrawHint
  return texts.withdrawnHint(formatCivilDay(civilDayOf(answeredAt)), !opensAccess || accessClosedAt !== null)
}

/** A line that takes no answer any more: what was answered, by whom, and what came of it. */
function Told({ item, texts, today, language, mayAnswer }: LineProps) {
  const remark = item.answer === null ? remarkOf(item, texts, today, language) : null
  return (
    <div class="tv-answer-row">
      <div class="tv-answer-who">
        <h3>{item.userName}</h3>
        <p class="tv-note">{noteOf(item, texts)}</p>
        {remark && item.consequence === null && <Remark icon={remark.icon}>{remark.words}</Remark>}
        {item.answeredByName && item.answeredAt && (
          <p class="tv-note">{answeredWords(item, texts, language)}</p>
        )}
        {item.reason && <p class="tv-note">{item.reason}</p>}
        <PromiseNote item={item} texts={texts} mayInstruct={mayAnswer} />
      </div>
      <div>
        <OutcomeBadge item={item} texts={texts} />
      </div>
    </div>
  )
}

export function answeredWords(item: ShownItem, texts: AnswerTexts, language: Language): string {
  if (!item.answeredAt) return ''
  const by = nameWithPrincipal(item.answeredByName ?? '', item.answeredOnBehalfOfName, language)
  const said = texts.answeredBy(by, formatCivilDay(civilDayOf(item.answeredAt)))
  return [said, item.isSelfAnswered ? texts.self : '', item.isLate ? texts.late : '']
    .filter(Boolean)
    .join(', ')
}
