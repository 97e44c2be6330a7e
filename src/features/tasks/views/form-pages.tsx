import type { ComponentChildren } from 'preact'
import { formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  Button,
  ConfirmPanel,
  DateField,
  FileField,
  Form,
  FormActions,
  faultOf,
  Heading,
  SelectField,
  TextArea,
} from '../../../ui/index.ts'
import type { User } from '../../users/index.ts'
import { mostReasonCharacters, questionBeforeComplete } from '../domain/answering.ts'
import { fieldValue } from '../domain/conflict.ts'
import type { NamedPerson, Task } from '../domain/task.ts'
import {
  attachmentsPath,
  completePath,
  optOutPath,
  peoplePath,
  removeAttachmentPath,
  reopenPath,
  startDayPath,
  taskPath,
} from '../paths.ts'
import { taskFormTexts } from '../task-form-texts.ts'

export interface TaskFormProps {
  readonly task: Task
  readonly language: Language
  /** Set when the form was refused: what was typed and what is wrong with it. */
  readonly faults: FormFaults | undefined
}

const typedIn = (faults: FormFaults | undefined, name: string): string | undefined => {
  const value = faults?.typed[name]
  return typeof value === 'string' ? value : undefined
}

const versionOf = (task: Task) => ({ version: String(task.version) })

function Actions({
  task,
  language,
  children,
}: Omit<TaskFormProps, 'faults'> & { children: ComponentChildren }) {
  return (
    <FormActions>
      {children}
      <a href={taskPath(task.number)}>{taskFormTexts(language).cancel}</a>
    </FormActions>
  )
}

/** The field as it is drawn again; a hint tells what the others put there, where it is about to be overwritten. */
function redrawn(faults: FormFaults | undefined, name: string, now: { value: string; label: string }) {
  const was = typedIn(faults, `was${name.charAt(0).toUpperCase()}${name.slice(1)}`)
  const { value, isOverwriting } = fieldValue(typedIn(faults, name), was, now.value)
  return { value, nowLabel: isOverwriting ? now.label : null }
}

const aboutTask = (task: Task) => ({ metaTitle: `#${task.number}`, meta: task.title })

export function OptOutForm({ task, language, faults }: TaskFormProps) {
  const texts = taskFormTexts(language)
  return (
    <>
      <Heading {...aboutTask(task)} title={texts.optOutTitle} lead={texts.optOutLead} />
      <Form action={optOutPath(task.number)} hidden={{ ...versionOf(task), wasStatus: task.status }}>
        <TextArea
          name="reason"
          label={texts.reason}
          hint={texts.reasonHint}
          maxLength={mostReasonCharacters}
          value={typedIn(faults, 'reason')}
          error={faultOf(faults?.fields, 'reason', language)}
        />
        <Actions task={task} language={language}>
          <Button kind="primary">{texts.optOut}</Button>
        </Actions>
      </Form>
    </>
  )
}

/** A completion is questioned when nobody holds the role the task asks for (T10). */
export function CompleteForm({ task, language, faults }: TaskFormProps) {
  const texts = taskFormTexts(language)
  return (
    <>
      <Heading
        {...aboutTask(task)}
        title={texts.completeTitle}
        lead={questionBeforeComplete(task)?.sentence[language]}
      />
      <Form action={completePath(task.number)} hidden={versionOf(task)}>
        <TextArea
          name="reason"
          label={texts.completeReason}
          hint={texts.completeReasonHint}
          maxLength={mostReasonCharacters}
          value={typedIn(faults, 'reason')}
          error={faultOf(faults?.fields, 'reason', language)}
        />
        <Actions task={task} language={language}>
          <Button kind="primary">{texts.completeAnyway}</Button>
        </Actions>
      </Form>
    </>
  )
}

export function ReopenForm({ task, language }: TaskFormProps) {
  const texts = taskFormTexts(language)
  return (
    <ConfirmPanel title={texts.reopenTitle} text={texts.reopenText(task.title)}>
      <Form action={reopenPath(task.number)} hidden={versionOf(task)}>
        <FormActions>
          <Button kind="primary">{texts.reopen}</Button>
          <a href={taskPath(task.number)}>{texts.keepAnswer}</a>
        </FormActions>
      </Form>
    </ConfirmPanel>
  )
}

/** Those one may choose, and whoever is named now though they may have left. */
function optionsOf(users: readonly User[], named: NamedPerson | null) {
  const options = users.map((user) => ({
    value: user.id,
    label: user.title ? `${user.name}, ${user.title}` : user.name,
  }))
  const isListed = !named?.id || users.some((user) => user.id === named.id)
  return isListed || !named?.id ? options : [{ value: named.id, label: named.name }, ...options]
}

/** Those who hold the role the task asks for come first: it proposes them (T10). */
const holdersFirst = (users: readonly User[], holders: readonly User[]): User[] => [
  ...holders,
  ...users.filter((user) => !holders.includes(user)),
]

interface PeopleFormProps extends TaskFormProps {
  readonly users: readonly User[]
  /** Ids of the holders of the role the task asks for, the primary one first. */
  readonly holderIds: readonly string[]
}

export function PeopleForm({ task, language, faults, users, holderIds }: PeopleFormProps) {
  const texts = taskFormTexts(language)
  const holders = holderIds.flatMap((id) => users.find((user) => user.id === id) ?? [])
  const names = holders.map((holder) => holder.name).join(', ')
  const was = { wasResponsibleId: task.responsible?.id ?? '', wasPerformerId: task.performer?.id ?? '' }
  const field = (name: string, person: NamedPerson | null, hint: string) => {
    const now = { value: person?.id ?? '', label: person?.name ?? texts.nobody }
    const { value, nowLabel } = redrawn(faults, name, now)
    return { name, value, hint: nowLabel ? `${hint} ${texts.nowIs(nowLabel)}` : hint }
  }
  const performer = field(
    'performerId',
    task.performer,
    holders.length > 0 ? texts.performerSuggested(names) : texts.performerHint,
  )
  return (
    <>
      <Heading {...aboutTask(task)} title={texts.peopleTitle} lead={texts.peopleLead} />
      <Form action={peoplePath(task.number)} hidden={{ ...versionOf(task), ...was }}>
        <SelectField
          {...field('responsibleId', task.responsible, texts.responsibleHint)}
          label={texts.responsible}
          emptyLabel={texts.nobody}
          optional
          options={optionsOf(users, task.responsible)}
          error={faultOf(faults?.fields, 'responsibleId', language)}
        />
        <SelectField
          {...performer}
          label={texts.performer}
          emptyLabel={texts.nobody}
          optional
          value={faults ? performer.value : performer.value || holders[0]?.id}
          options={optionsOf(holdersFirst(users, holders), task.performer)}
          error={faultOf(faults?.fields, 'performerId', language)}
        />
        <p class="tv-note">{texts.missingPerson}</p>
        <Actions task={task} language={language}>
          <Button kind="primary">{texts.save}</Button>
        </Actions>
      </Form>
    </>
  )
}

export function StartDayForm({ task, language, faults }: TaskFormProps) {
  const texts = taskFormTexts(language)
  const now = task.startsOn ? formatCivilDay(task.startsOn) : ''
  const { value, nowLabel } = redrawn(faults, 'startsOn', {
    value: now,
    label: now || texts.nothingNow,
  })
  return (
    <>
      <Heading {...aboutTask(task)} title={texts.startDayTitle} lead={texts.startDayLead} />
      <Form action={startDayPath(task.number)} hidden={{ ...versionOf(task), wasStartsOn: now }}>
        <DateField
          name="startsOn"
          label={texts.startsOn}
          optional
          hint={nowLabel ? texts.nowDayIs(nowLabel) : undefined}
          value={value}
          error={faultOf(faults?.fields, 'startsOn', language)}
        />
        <Actions task={task} language={language}>
          <Button kind="primary">{texts.save}</Button>
        </Actions>
      </Form>
    </>
  )
}

export function FileForm({ task, language, faults }: TaskFormProps) {
  const texts = taskFormTexts(language)
  return (
    <>
      <Heading {...aboutTask(task)} title={texts.fileTitle} lead={texts.fileLead} />
      <Form action={attachmentsPath(task.number)} files>
        <FileField
          name="file"
          label={texts.file}
          hint={texts.fileHint}
          error={faultOf(faults?.fields, 'file', language)}
        />
        <Actions task={task} language={language}>
          <Button kind="primary">{texts.addFile}</Button>
        </Actions>
      </Form>
    </>
  )
}

export function RemoveFileForm(
  props: TaskFormProps & { readonly file: { readonly id: string; readonly name: string } },
) {
  const { task, language, file } = props
  const texts = taskFormTexts(language)
  return (
    <ConfirmPanel title={texts.removeTitle(file.name)} text={texts.removeText}>
      <Form action={removeAttachmentPath(task.number, file.id)}>
        <FormActions>
          <Button kind="warning">{texts.remove}</Button>
          <a href={taskPath(task.number)}>{texts.keepFile}</a>
        </FormActions>
      </Form>
    </ConfirmPanel>
  )
}
