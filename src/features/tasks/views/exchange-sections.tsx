import {
  AttachmentList,
  Button,
  ButtonLink,
  Form,
  FormActions,
  faultOf,
  InsidePanel,
  MessageThread,
  NoteList,
  Section,
  TextArea,
} from '../../../ui/index.ts'
import {
  attachmentPath,
  attachmentsPath,
  markReadPath,
  messagesPath,
  notesPath,
  removeAttachmentPath,
} from '../paths.ts'
import type { ShownMessage } from '../queries/exchange.ts'
import { fileSize } from './file-size.ts'
import { PlainText } from './plain-text.tsx'
import type { TaskView, TypedText } from './task-view.ts'

/** What was typed in one of the page's two text forms, when it was refused. */
const typedIn = (view: TaskView, form: TypedText['form']) => (view.typed?.form === form ? view.typed : null)

/** Notes of the onlooker's own side, with the sentence who cannot see them (T9). */
export function NotesSection({ view }: { view: TaskView }) {
  const { texts, exchange, actor, task, language } = view
  if (!actor.permissions.has('internalNote.read'))
    return (
      <Section id="interne-noter" title={texts.notes}>
        <p class="tv-note">{texts.notesHidden}</p>
      </Section>
    )
  const seenBy = view.isOwn ? texts.notesOfMunicipality(task.organisationName) : texts.notesOfCentral
  const notes = exchange.notes.map((note) => ({ ...note, body: <PlainText text={note.body} /> }))
  const typed = typedIn(view, 'note')
  return (
    <InsidePanel id="interne-noter" title={texts.notes} seenBy={seenBy}>
      {notes.length > 0 ? <NoteList notes={notes} /> : <p>{texts.noNotes}</p>}
      {actor.permissions.has('internalNote.write') && (
        <details class="tv-write" open={typed !== null}>
          <summary class="button button-secondary tv-button">{texts.writeNote}</summary>
          <Form action={notesPath(task.number)}>
            <TextArea
              name="body"
              id={typed ? 'body' : 'note'}
              label={texts.note}
              value={typed?.text}
              error={faultOf(typed?.fields, 'body', language)}
            />
            <FormActions>
              <Button>{texts.saveNote}</Button>
            </FormActions>
          </Form>
        </details>
      )}
    </InsidePanel>
  )
}

/** The central body's appendices and, inside the municipality, its own files. */
export function AttachmentSections({ view }: { view: TaskView }) {
  const { texts, appendices, exchange, task, isOwn, mayAttach } = view
  const linked = appendices.flatMap(({ title, href }, index) =>
    href ? [{ id: String(index), name: title, href, external: true }] : [],
  )
  const unlinked = appendices.filter((appendix) => !appendix.href)
  const files = exchange.attachments.map((file) => ({
    id: file.id,
    name: file.name,
    href: attachmentPath(task.number, file.id),
    note: texts.bytes(fileSize(file.sizeBytes, view.language), file.addedByName),
    action: mayAttach ? (
      <a href={removeAttachmentPath(task.number, file.id)}>
        {texts.removeFile}
        <span class="tv-hidden"> {file.name}</span>
      </a>
    ) : undefined,
  }))
  return (
    <>
      <Section id="bilag" title={texts.appendices} empty={appendices.length === 0}>
        {linked.length > 0 && <AttachmentList items={linked} />}
        {unlinked.map((appendix) => (
          <p key={appendix.title}>{appendix.title}</p>
        ))}
      </Section>
      <Section id="filer" title={texts.files}>
        <p class="tv-note">{isOwn ? texts.filesInside : texts.filesHidden}</p>
        {files.length > 0 && <AttachmentList items={files} />}
        {isOwn && files.length === 0 && <p>-</p>}
        {mayAttach && <ButtonLink href={attachmentsPath(task.number)}>{texts.addFile}</ButtonLink>}
      </Section>
    </>
  )
}

/** Answers given to all who asked the same (T9). */
export function QuestionsSection({ view }: { view: TaskView }) {
  const { texts, exchange } = view
  if (exchange.questions.length === 0) return null
  return (
    <Section id="spoergsmaal" title={texts.questions}>
      {exchange.questions.map((question) => (
        <Section key={question.id} level={3} title={question.question}>
          <PlainText text={question.answer} />
        </Section>
      ))}
    </Section>
  )
}

/** The other side's words that one's own side has not seen or answered. */
function isNew(view: TaskView, message: ShownMessage): boolean {
  const { isOwn, exchange } = view
  if (isOwn) return message.central && (!exchange.readAt || message.at > exchange.readAt)
  return !message.central && exchange.waitingSince !== null && message.at >= exchange.waitingSince
}

/** The only channel both sides see (T9). */
export function MessagesSection({ view }: { view: TaskView }) {
  const { texts, exchange, task, isOwn } = view
  const messages = exchange.messages.map((message) => ({
    id: message.id,
    author: message.author,
    organisation: message.organisation,
    at: message.at,
    body: <PlainText text={message.body} />,
    central: message.central,
    isNew: isNew(view, message),
    note: message.isForAll ? texts.answeredForAll : undefined,
  }))
  return (
    <Section id="beskeder" title={texts.messages}>
      <p class="tv-note">{texts.thread(task.organisationName)}</p>
      {messages.length > 0 && <MessageThread messages={messages} />}
      {isOwn && messages.some((message) => message.isNew) && (
        <Form action={markReadPath(task.number)}>
          <Button>{texts.markRead}</Button>
        </Form>
      )}
      <MessageForm view={view} />
    </Section>
  )
}

/** What an answer is written to: a question that comes while it is being written still waits. */
const seenUntil = ({ exchange }: TaskView): string =>
  exchange.messages.findLast((message) => !message.central)?.at.toISOString() ?? new Date(0).toISOString()

function MessageForm({ view }: { view: TaskView }) {
  const { texts, task, actor, isOwn, language } = view
  if (!actor.permissions.has(isOwn ? 'message.write' : 'message.answer')) return null
  const typed = typedIn(view, 'message')
  const label = isOwn ? texts.writeToCentral : texts.writeToMunicipality(task.organisationName)
  return (
    <Form action={messagesPath(task.number)} hidden={isOwn ? {} : { seenUntil: seenUntil(view) }}>
      <TextArea
        name="body"
        id={view.typed?.form === 'note' ? 'message' : 'body'}
        label={label}
        value={typed?.text}
        error={faultOf(typed?.fields, 'body', language)}
      />
      {isOwn && <p class="tv-note">{texts.promise(view.answerDays)}</p>}
      <FormActions>
        <Button>{isOwn ? texts.sendMessage : texts.sendAnswer}</Button>
      </FormActions>
    </Form>
  )
}
