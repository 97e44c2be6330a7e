import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Refusal } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import { markdownToHtml } from '../../../platform/markdown.ts'
import {
  Alert,
  ButtonLink,
  capitalised,
  Day,
  Facts,
  FormActions,
  GroupHeading,
  Heading,
  Live,
  PanelCard,
  Prose,
  Stack,
  TwoColumns,
} from '../../../ui/index.ts'
import {
  accessWords,
  certificationWords,
  descriptionPath,
  EndingNote,
  holdersWords,
  inWords,
  kindWords,
  type Role,
  SystemRoleNote,
} from '../../roles/index.ts'
import type { User } from '../../users/index.ts'
import { batchTexts } from '../batch-texts.ts'
import { type AccessStates, covers, isLapsed, secondsBetweenLooks, whyNotGiveToAnybody } from '../domain.ts'
import { pendingStateOf } from '../domain-pending.ts'
import { firstDayWithout } from '../domain-role-ends.ts'
import { endManyPath, giveManyPath, rolePath, taskPath } from '../paths.ts'
import { pendingTexts } from '../pending-texts.ts'
import type { PendingAssignment } from '../queries-pending.ts'
import type { Resignation } from '../queries-resignations.ts'
import type { RoleAssignment } from '../queries-role.ts'
import { type AssignmentTexts, assignmentTexts } from '../texts.ts'
import { GiveRole } from './give-role.tsx'
import { HoldersTable } from './holders-table.tsx'
import { NobodyHolds } from './nobody-holds.tsx'
import { PreviousHolders } from './previous-holders.tsx'
import { Proposals } from './proposals.tsx'

export interface RolePageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly role: Role
  readonly now: Date
  readonly assignments: readonly RoleAssignment[]
  /** Those who wait for their first sign-in, and those it came to nothing for lately (R3). */
  readonly pending: readonly PendingAssignment[]
  /** What former holders proposed and waits for an answer (R6). */
  readonly proposals: readonly Resignation[]
  readonly users: readonly User[]
  readonly states: AccessStates
  /** Why the one who looks may not give roles at all; null when they may. */
  readonly rightRefusal: Refusal | null
  /** The task one came from, which asks for the role. */
  readonly task: number | null
  /** A task that asks for the role and was answered with 'deltager ikke'; null when there is none. */
  readonly optedOutTask: number | null
  /** The task one came from, where it asks for this role by itself (T10). */
  readonly askingTask: { readonly isOpen: boolean } | null
  readonly faults: FormFaults | null
}

/** One role at one's own municipality: who holds it, with which access, and how to give it. */
export function RolePage(props: RolePageProps) {
  const { language, today, role, assignments, users, rightRefusal, task } = props
  const texts = assignmentTexts(language)
  const isOpen = (one: RoleAssignment) => one.endedAt === null && !isLapsed(one, today)
  const ended = assignments.filter((one) => !isOpen(one))
  // Whoever holds a role that ends has their last day with it.
  const open = assignments
    .filter(isOpen)
    .map((one) => ({ ...one, endsBefore: firstDayWithout(one.endsBefore, role.ending) }))
  const waiting = props.pending.filter((one) => pendingStateOf(one, props.now) === 'waiting')
  const refusal =
    rightRefusal ?? whyNotGiveToAnybody({ ...role, optedOutTask: props.optedOutTask }, open, waiting)
  const blocked = refusal ? { sentence: refusal.sentence[language], isRight: refusal === rightRefusal } : null
  const candidates = users.filter((user) => !open.some((holder) => holder.userId === user.id))
  const add = !blocked && open.length > 0 && (
    <ButtonLink icon="person-add" href="#tilfoej">
      {texts.add}
    </ButtonLink>
  )
  return (
    <TwoColumns
      asideLast
      heading={<RoleHeading {...props} />}
      aside={<About language={language} role={role} />}
    >
      <Stack>
        <EndingNote {...{ language, today, role }} hrefOf={(id) => rolePath(id)} />
        <Proposals
          {...{ language, proposals: props.proposals }}
          blocked={blocked?.sentence ?? null}
          withRole={false}
          isFirstStep={open.length === 0 && task === null}
        />
        {props.optedOutTask !== null && <OptedOut {...{ language, open, task: props.optedOutTask }} />}
        {task !== null && task !== props.optedOutTask && (
          <BackToTask {...props} task={task} holders={open.filter((one) => covers(one, today))} />
        )}
        <section>
          <GroupHeading
            title={texts.holders}
            aside={<GroupAside {...{ language, role, count: open.length, add }} />}
          />
          {open.length + props.pending.length > 0 ? (
            <Following id="har-rollen" {...{ states: props.states, of: open, words: texts.holders }}>
              <HoldersTable
                {...{ texts, role, today, task }}
                {...props}
                pendingTexts={pendingTexts(language)}
                holders={open}
                mayAssign={rightRefusal === null}
              />
            </Following>
          ) : (
            <NobodyHolds {...{ language, role }} isEmptied={ended.length > 0} />
          )}
          {rightRefusal === null && <Together {...{ language, role }} count={open.length} />}
          <Following id="tidligere" {...{ states: props.states, of: ended, words: texts.accessSettled }}>
            <PreviousHolders
              {...{ language, ended, states: props.states }}
              opensAccess={role.access.length > 0}
              count={inWords(ended.length, language)}
            />
          </Following>
        </section>
        <GiveRole
          {...{ language, role, candidates, blocked, task }}
          isFirstStep={open.length + waiting.length === 0 && props.proposals.length === 0}
          faults={props.faults}
        />
      </Stack>
    </TwoColumns>
  )
}

/** The ways to give or end the role for several at once. */
function Together({ language, role, count }: { language: Language; role: Role; count: number }) {
  const texts = batchTexts(language)
  const isGiven = !role.isRetired && role.ending === null
  if (!isGiven && count === 0) return null
  return (
    <p class="tv-more">
      {isGiven && <a href={giveManyPath(role.id)}>{texts.giveLink}</a>}
      {count > 0 && (
        <>
          {isGiven && ' · '}
          <a href={endManyPath(role.id)}>{texts.endLink}</a>
        </>
      )}
    </p>
  )
}

interface FollowingProps {
  readonly id: string
  readonly states: AccessStates
  readonly of: readonly RoleAssignment[]
  /** Said once all have arrived. */
  readonly words: string
  readonly children: preact.ComponentChildren
}

/** Follows the accesses of these people until all have arrived. */
function Following({ id, states, of, words, children }: FollowingProps) {
  const every = secondsBetweenLooks(of.flatMap(({ userId }) => states.get(userId)?.state.kind ?? []))
  return (
    <Live id={id} every={every ?? undefined} settled={every ? null : words}>
      {children}
    </Live>
  )
}

interface GroupAsideProps {
  readonly language: Language
  readonly role: Role
  readonly count: number
  readonly add: preact.ComponentChildren
}

function GroupAside({ language, role, count, add }: GroupAsideProps) {
  const texts = assignmentTexts(language)
  const rule = holdersWords(role, language)
  return (
    <div class="tv-holders-aside">
      <span class="tv-meta">{count > 0 ? texts.count(count, rule) : capitalised(rule)}</span>
      {add}
    </div>
  )
}

function RoleHeading({ language, role }: RolePageProps) {
  const texts = assignmentTexts(language)
  const meta = (
    <>
      {texts.version(role.version)} <Day day={role.validFrom} />
    </>
  )
  const lead = role.accessNote || undefined
  return (
    <>
      <Heading metaTitle={kindWords(role, language)} meta={meta} title={role.name} lead={lead} />
      <SystemRoleNote language={language} name={role.name} />
    </>
  )
}

interface OptedOutProps {
  readonly language: Language
  readonly task: number
  readonly open: readonly RoleAssignment[]
}

/** The answer 'deltager ikke' and a holder do not go together: said before and after the role is given (T10). */
function OptedOut({ language, task, open }: OptedOutProps) {
  const texts = assignmentTexts(language)
  const isHeld = open.length > 0
  return (
    <Alert kind={isHeld ? 'warning' : 'info'} title={texts.optedOutTitle(task)}>
      <p>
        {isHeld ? texts.optedOutButHeld : texts.optedOutText}{' '}
        <a href={taskPath(task)}>{texts.toTask(task)}</a>
      </p>
    </Alert>
  )
}

interface BackToTaskProps extends Pick<RolePageProps, 'language' | 'role' | 'askingTask'> {
  readonly task: number
  /** Those who hold the role today. */
  readonly holders: readonly RoleAssignment[]
}

/** A task that asks for a role completes itself where there is an access to be confirmed (T10); another is completed by hand. */
function whatIsLeft(role: Role, asking: RolePageProps['askingTask'], texts: AssignmentTexts): string {
  if (asking && !asking.isOpen) return texts.taskIsDone
  return asking && role.access.length > 0 ? texts.taskCompletesItself : texts.taskDone
}

/** The way back to the task that asked for the role; the page's one primary button once somebody holds it. */
function BackToTask({ language, role, task, askingTask, holders }: BackToTaskProps) {
  const texts = assignmentTexts(language)
  const isGiven = holders.length > 0
  const names = new Intl.ListFormat(language === 'da' ? 'da-DK' : 'en-GB').format(
    holders.map((holder) => holder.name),
  )
  return (
    <Alert
      kind={isGiven ? 'success' : 'info'}
      title={isGiven ? texts.givenTitle(names) : texts.taskAsks(task)}
    >
      <p>{isGiven ? whatIsLeft(role, askingTask, texts) : texts.taskAsksText}</p>
      {isGiven ? (
        <FormActions>
          <ButtonLink kind="primary" href={taskPath(task)}>
            {texts.backToTask(task)}
          </ButtonLink>
        </FormActions>
      ) : (
        <p>
          <a href={taskPath(task)}>{texts.backToTask(task)}</a>
        </p>
      )}
    </Alert>
  )
}

function About({ language, role }: { language: Language; role: Role }) {
  const texts = assignmentTexts(language)
  const prose = (text: string) => (text ? <Prose html={markdownToHtml(text)} /> : null)
  const accesses = role.access.map((access) => accessWords(access, language)).join('. ')
  return (
    <PanelCard title={texts.about}>
      <Facts
        form="plain"
        facts={[
          { label: texts.purpose, value: prose(role.purpose) },
          { label: texts.tasks, value: prose(role.tasks) },
          { label: texts.competences, value: prose(role.competences) },
          { label: texts.givesAccess, value: accesses || texts.noAccess },
          { label: texts.confirmed, value: certificationWords(role, language) },
        ]}
      />
      <p class="tv-more">
        <a href={descriptionPath(role.id)}>{texts.whole}</a>
      </p>
    </PanelCard>
  )
}
