import type { ComponentChildren } from 'preact'
import { NewBadge } from './badges.tsx'
import { Instant } from './time.tsx'

export interface MessageItem {
  readonly id: string
  readonly author: string
  readonly organisation: string
  readonly at: Date
  readonly body: ComponentChildren
  /** From the central body: another shape and edge than one's own side's. */
  readonly central: boolean
  readonly isNew?: boolean
  /** Small, below the text: 'Svaret er lagt under spørgsmål og svar'. */
  readonly note?: ComponentChildren
}

function initials(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean)
  return `${parts[0]?.charAt(0) ?? ''}${parts.length > 1 ? (parts.at(-1)?.charAt(0) ?? '') : ''}`.toLocaleUpperCase(
    'da',
  )
}

/** A conversation, oldest first. */
export function MessageThread({ messages }: { messages: readonly MessageItem[] }) {
  return (
    <ol class="tv-thread">
      {messages.map((message) => (
        <li
          key={message.id}
          id={`message-${message.id}`}
          class={message.central ? 'tv-message tv-message-central' : 'tv-message'}
        >
          <span class="tv-initials" aria-hidden="true">
            {initials(message.author)}
          </span>
          <div class="tv-message-body">
            <p class="tv-byline">
              <strong>{message.author}</strong>, {message.organisation}, <Instant at={message.at} />{' '}
              {message.isNew && <NewBadge />}
            </p>
            <div class="tv-bubble">
              {typeof message.body === 'string' ? <p>{message.body}</p> : message.body}
              {message.note && <p class="tv-note">{message.note}</p>}
            </div>
          </div>
        </li>
      ))}
    </ol>
  )
}

export interface NoteItem {
  readonly id: string
  readonly author: string
  readonly at: Date
  readonly body: ComponentChildren
}

/** Internal notes, inside an `InsidePanel`. */
export function NoteList({ notes }: { notes: readonly NoteItem[] }) {
  return (
    <ol class="tv-notes">
      {notes.map((note) => (
        <li key={note.id}>
          <p class="tv-byline">
            <strong>{note.author}</strong>, <Instant at={note.at} />
          </p>
          {typeof note.body === 'string' ? <p>{note.body}</p> : note.body}
        </li>
      ))}
    </ol>
  )
}

export interface QuoteProps {
  author: string
  organisation: string
  /** 'i går 14:12'. */
  when: ComponentChildren
  children: ComponentChildren
}

/** The beginning of an answer, at the side. */
export function Quote({ author, organisation, when, children }: QuoteProps) {
  return (
    <div class="tv-quote">
      <p class="tv-byline">
        <strong>{author}</strong>, {organisation}, {when}
      </p>
      <blockquote>
        <p>{children}</p>
      </blockquote>
    </div>
  )
}
