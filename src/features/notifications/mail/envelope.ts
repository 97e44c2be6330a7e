import type { EventValue } from '../../../kernel/event.ts'
import type { Reason } from '../domain.ts'

interface Sent {
  readonly id: string
  /** From 1; a mail that operations send again is another mail to those who take it. */
  readonly sending: number
}

const idForm = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.(\d{1,4}))?$/

/** What names a mail wherever it goes: the same at every attempt. */
const nameOf = ({ id, sending }: Sent): string => (sending > 1 ? `${id}.${sending}` : id)

const readName = (name: string): Sent | null => {
  const [, id, sending] = idForm.exec(name.toLowerCase()) ?? []
  return id ? { id, sending: Number(sending ?? 1) } : null
}

/** The Message-ID of a mail. */
export const messageIdOf = (sent: Sent, host: string): string => `<${nameOf(sent)}@${host}>`

/** The mail that a Message-ID of ours names; null for any other. */
export function readMessageId(text: string, host: string): Sent | null {
  const [, name, at] = /<?([^<>@\s]+)@([^<>@\s]+?)>?\s*$/.exec(text.trim()) ?? []
  return name && at?.toLowerCase() === host.toLowerCase() ? readName(name) : null
}

/** Where a mail goes back to: the mailbox of returns, with the mail's name behind a plus sign. */
export function returnPathOf(sent: Sent, mailbox: string): string {
  const at = mailbox.lastIndexOf('@')
  return `${mailbox.slice(0, at)}+${nameOf(sent)}${mailbox.slice(at)}`
}

/** The mail that an address made by `returnPathOf` names; null for any other. */
export function readReturnPath(address: string, mailbox: string): Sent | null {
  const at = mailbox.lastIndexOf('@')
  const [head, tail] = [`${mailbox.slice(0, at)}+`.toLowerCase(), mailbox.slice(at).toLowerCase()]
  const given = address.trim().toLowerCase()
  return given.startsWith(head) && given.endsWith(tail)
    ? readName(given.slice(head.length, -tail.length))
    : null
}

interface About {
  readonly reason: Reason
  readonly subjectType: string
  readonly subjectId: string
  readonly facts: Readonly<Record<string, EventValue>>
}

/**
 * The thread of a mail: all that is sent of one task, round or role refers to the same beginning, which itself was
 * never sent, and so stands together in mail programs.
 */
export function threadOf({ subjectType, subjectId, facts }: About, host: string): string {
  const { taskNumber, roundId, roleId } = facts
  const thing =
    taskNumber !== undefined && taskNumber !== null
      ? `task.${taskNumber}`
      : typeof roundId === 'string'
        ? `round.${roundId}`
        : typeof roleId === 'string'
          ? `role.${roleId}`
          : `${subjectType}.${subjectId}`
  return `<thread.${thing.replace(/[^\w.-]/g, '-')}@${host}>`
}
