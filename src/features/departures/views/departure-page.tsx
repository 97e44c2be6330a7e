import type { Refusal } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  BlockedButton,
  Button,
  Day,
  EmptyState,
  Form,
  FormActions,
  faultOf,
  GroupHeading,
  Heading,
  Named,
  Remark,
  SelectField,
  Stack,
  Suggestions,
  Table,
  TextField,
} from '../../../ui/index.ts'
import { shortageAfter } from '../../assignments/index.ts'
import { HandOver } from '../../roles/index.ts'
import type { User } from '../../users/index.ts'
import { type HeldByLeaver, type Holdings, roleField, type TaskOfLeaver, taskField } from '../domain.ts'
import { departurePath, departuresPath, taskPath } from '../paths.ts'
import { type DepartureTexts, departureTexts } from '../texts.ts'
import { HeldRole } from './held-role.tsx'

/** Longest reason, in characters. */
export const mostReason = 500

/** In the form: nobody takes over. An empty choice at one thing is the one for all. */
export const nobody = 'ingen'

export interface DeparturePageProps {
  readonly language: Language
  readonly leaver: User
  readonly holdings: Holdings
  /** Those who may take over. */
  readonly others: readonly User[]
  readonly refusal: Refusal | null
  readonly faults: FormFaults | null
}

interface Picking {
  readonly texts: DepartureTexts
  readonly options: readonly { value: string; label: string }[]
  readonly typed: (name: string) => string | null
  readonly fault: (name: string) => string | null
}

/** Everything somebody holds, and who takes it over, in one form. */
export function DeparturePage(props: DeparturePageProps) {
  const { language, leaver, holdings, refusal } = props
  const texts = departureTexts(language)
  const isEmpty = holdings.roles.length + holdings.tasks.length === 0
  return (
    <Stack>
      <Heading title={texts.title(leaver.name)} lead={texts.lead(leaver.name)} />
      {isEmpty && <EmptyState>{texts.nothing(leaver.name)}</EmptyState>}
      {refusal ? (
        <BlockedButton reason={refusal.sentence[language]}>{texts.submit(leaver.name)}</BlockedButton>
      ) : (
        <DepartureForm {...props} />
      )}
    </Stack>
  )
}

function DepartureForm({ language, leaver, holdings, others, faults }: DeparturePageProps) {
  const texts = departureTexts(language)
  const typed = (name: string): string | null => {
    const value = faults?.typed[name]
    return typeof value === 'string' ? value : null
  }
  const fault = (name: string) => faultOf(faults?.fields, name, language)
  const options = others.map((user) => ({
    value: user.id,
    label: user.title ? `${user.name}, ${user.title}` : user.name,
  }))
  const picking: Picking = { texts, options, typed, fault }
  const hasAny = holdings.roles.length + holdings.tasks.length > 0
  return (
    <Form action={departurePath(leaver.id)}>
      {hasAny && (
        <SelectField
          name="til"
          label={texts.forAll}
          hint={texts.forAllHint}
          emptyLabel={texts.chooseAll}
          value={typed('til')}
          error={fault('til')}
          options={[{ value: nobody, label: texts.nobodyAll }, ...options]}
        />
      )}
      {holdings.roles.length > 0 && <Roles {...picking} {...{ language }} roles={holdings.roles} />}
      {holdings.tasks.length > 0 && <Tasks {...picking} tasks={holdings.tasks} />}
      <HandOver
        language={language}
        lists={holdings.roles.map(({ roleName, handOver }) => ({ roleName, list: handOver }))}
      />
      <TextField
        name="reason"
        label={texts.reason}
        hint={texts.reasonHint}
        value={typed('reason')}
        error={fault('reason')}
        list="reasons"
        maxLength={mostReason}
      />
      <Suggestions id="reasons" values={texts.reasons} />
      <Remark icon="warning">{texts.consequence(leaver.name)}</Remark>
      <FormActions>
        <Button kind="warning">{texts.submit(leaver.name)}</Button>
        <a href={departuresPath}>{texts.keep}</a>
      </FormActions>
    </Form>
  )
}

/** Who takes over one thing; as chosen for all unless said. */
function Pick({ name, of, texts, options, typed, fault }: Picking & { name: string; of: string }) {
  return (
    <SelectField
      name={name}
      label={texts.successorOf(of)}
      labelHidden
      emptyLabel={texts.same}
      value={typed(name)}
      error={fault(name)}
      options={[{ value: nobody, label: texts.nobody }, ...options]}
      optional
    />
  )
}

/** Said before the deed; a minimum is no wall, for whoever leaves must go (R1, ADR 58). */
function lackOf(held: HeldByLeaver, language: Language, texts: DepartureTexts): string | null {
  if (held.others === 0 && held.minimumHolders > 0 && !held.ending) return texts.elseNobody
  const shortage = shortageAfter(held, held.others)
  return shortage && `${texts.unlessTakenOver} ${shortage[language]}`
}

interface RolesProps extends Picking {
  readonly language: Language
  readonly roles: readonly HeldByLeaver[]
}

function Roles({ roles, language, ...picking }: RolesProps) {
  const { texts } = picking
  return (
    <section class="tv-field">
      <GroupHeading title={texts.rolesTitle} count={roles.length} />
      <Table
        caption={texts.rolesTitle}
        rows={roles}
        keyOf={(held: HeldByLeaver) => held.assignmentId}
        columns={[
          {
            key: 'role',
            title: texts.role,
            naming: true,
            cell: (held) => <HeldRole {...{ held, texts }} lack={lackOf(held, language, texts)} />,
          },
          {
            key: 'successor',
            title: texts.successor,
            cell: (held) => <Pick {...picking} name={roleField(held.assignmentId)} of={held.roleName} />,
          },
        ]}
      />
    </section>
  )
}

function partOf(task: TaskOfLeaver, texts: DepartureTexts): string {
  if (task.isResponsible && task.isPerformer) return texts.both
  return task.isResponsible ? texts.responsible : texts.performer
}

function Tasks({ tasks, ...picking }: Picking & { readonly tasks: readonly TaskOfLeaver[] }) {
  const { texts } = picking
  return (
    <section class="tv-field">
      <GroupHeading title={texts.tasksTitle} count={tasks.length} />
      <Table
        caption={texts.tasksTitle}
        rows={tasks}
        keyOf={(task: TaskOfLeaver) => String(task.number)}
        columns={[
          {
            key: 'task',
            title: texts.task,
            naming: true,
            cell: (task) => (
              <Named name={<a href={taskPath(task.number)}>{task.title}</a>} note={`#${task.number}`} />
            ),
          },
          { key: 'part', title: texts.part, cell: (task) => partOf(task, texts) },
          { key: 'due', title: texts.due, cell: (task) => (task.dueOn ? <Day day={task.dueOn} /> : '-') },
          {
            key: 'successor',
            title: texts.successor,
            cell: (task) => <Pick {...picking} name={taskField(task.number)} of={`#${task.number}`} />,
          },
        ]}
      />
    </section>
  )
}
