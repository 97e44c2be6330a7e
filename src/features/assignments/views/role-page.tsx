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
  EmptyState,
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
  holdersWords,
  inWords,
  kindWords,
  type Role,
} from '../../roles/index.ts'
import type { User } from '../../users/index.ts'
import { type AccessStates, isLapsed, isUnderWay, whyNotGiveToAnybody } from '../domain.ts'
import { taskPath } from '../paths.ts'
import type { RoleAssignment } from '../queries.ts'
import { assignmentTexts } from '../texts.ts'
import { GiveRole } from './give-role.tsx'
import { HoldersTable } from './holders-table.tsx'
import { PreviousHolders } from './previous-holders.tsx'

export interface RolePageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly role: Role
  readonly assignments: readonly RoleAssignment[]
  readonly users: readonly User[]
  readonly states: AccessStates
  /** Why the one who looks may not give roles at all; null when they may. */
  readonly rightRefusal: Refusal | null
  /** The task one came from, which asks for the role. */
  readonly task: number | null
  readonly faults: FormFaults | null
}

/** One role at one's own municipality: who holds it, with which access, and how to give it. */
export function RolePage(props: RolePageProps) {
  const { language, today, role, assignments, users, rightRefusal, task } = props
  const texts = assignmentTexts(language)
  const open = assignments.filter((one) => one.endedAt === null && !isLapsed(one, today))
  const ended = assignments.filter((one) => !open.includes(one))
  const refusal = rightRefusal ?? whyNotGiveToAnybody(role, open)
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
        {task !== null && <BackToTask language={language} task={task} isGiven={open.length > 0} />}
        <section>
          <GroupHeading
            title={texts.holders}
            aside={<GroupAside {...{ language, role, count: open.length, add }} />}
          />
          {open.length > 0 ? (
            <Live id="har-rollen" every={2} settled={isUnderWay(props.states) ? null : texts.holders}>
              <HoldersTable
                {...{ texts, role, today, task }}
                {...props}
                holders={open}
                mayAssign={rightRefusal === null}
              />
            </Live>
          ) : (
            <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>
          )}
          <PreviousHolders texts={texts} ended={ended} count={inWords(ended.length, language)} />
        </section>
        <GiveRole
          {...{ language, role, candidates, blocked, task }}
          isFirstStep={open.length === 0}
          faults={props.faults}
        />
      </Stack>
    </TwoColumns>
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
  return <Heading metaTitle={kindWords(role, language)} meta={meta} title={role.name} lead={lead} />
}

/** The way back to the task that asked for the role; the page's one primary button once somebody holds it. */
function BackToTask({ language, task, isGiven }: { language: Language; task: number; isGiven: boolean }) {
  const texts = assignmentTexts(language)
  return (
    <Alert kind={isGiven ? 'success' : 'info'} title={texts.taskAsks(task)}>
      <p>{isGiven ? texts.taskDone : texts.taskAsksText}</p>
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
