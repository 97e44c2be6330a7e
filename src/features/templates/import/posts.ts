import { isHeading, markOf } from './labels.ts'
import { isBlank, type SourceLine } from './lines.ts'
import { isPostEnd, readPostTime } from './post-time.ts'
import { isEmpty, type Section, textOf } from './sections.ts'
import type { Findings, InternalNote, Message } from './task-page.ts'

/** Author, text and time as they stand on the page. `end` is the line of the time, if there is one. */
interface Post {
  author: { name: string; line: number } | null
  body: SourceLine[]
  end: SourceLine | null
}

/** The thread to KOMBIT (T9). Each message ends in its time: one that lacks it, or has an impossible one, is a fault. */
export function readMessages(section: Section | undefined, findings: Findings): Message[] {
  if (!section || isEmpty(section)) return []
  const messages: Message[] = []
  for (const post of cutAtTimes(section)) {
    const text = textOf(post.body)
    if (post.end === null && post.author === null) {
      noteStray(post.body, section, findings)
      continue
    }
    const sentAt = timeOf(post, findings)
    if (sentAt === null) continue
    if (post.author === null && text === '' && post.end) noteStray([post.end], section, findings)
    else messages.push({ author: post.author?.name ?? null, sentAt, text })
  }
  return messages
}

/** As messages; a section without any time is one note, whoever wrote it. */
export function readInternalNotes(section: Section | undefined, findings: Findings): InternalNote[] {
  if (!section || isEmpty(section)) return []
  if (!section.lines.some((line) => isPostEnd(line.text))) {
    return [{ author: null, sentAt: null, text: textOf(section.lines) }]
  }
  const notes: InternalNote[] = []
  for (const post of cutAtTimes(section)) {
    const text = textOf(post.body)
    if (post.end === null && post.author === null) {
      notes.push({ author: null, sentAt: null, text })
      continue
    }
    const sentAt = timeOf(post, findings)
    if (sentAt !== null) notes.push({ author: post.author?.name ?? null, sentAt, text })
  }
  return notes
}

/** A post begins with its author, a bold line, and ends with its time. A name standing alone begins the next post too. */
function cutAtTimes(section: Section): Post[] {
  const posts: Post[] = []
  let current: Post = { author: null, body: [], end: null }
  const isBegun = (): boolean => current.author !== null || current.body.length > 0
  const { lines } = section
  lines.forEach((line, index) => {
    const alone = isBlank(lines[index - 1]?.text ?? '') && isBlank(lines[index + 1]?.text ?? '')
    const author = authorOn(line)
    if (!line.fenced && isPostEnd(line.text)) {
      posts.push({ ...current, end: line })
      current = { author: null, body: [], end: null }
    } else if (author !== null && (!isBegun() || (alone && looksLikeName(author)))) {
      if (isBegun()) posts.push(current)
      current = { author: { name: author, line: line.number }, body: [], end: null }
    } else if (isBegun() || !isBlank(line.text)) current.body.push(line)
  })
  return isBegun() ? [...posts, current] : posts
}

function authorOn(line: SourceLine): string | null {
  const mark = markOf(line)
  return mark && !isHeading(mark) ? mark.text : null
}

/** Two to six words that each begin with a capital, or a particle: 'Anne-Mette von Holst'. */
const looksLikeName = (text: string): boolean =>
  /^\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|af|da|de|den|van|von)){1,5}$/u.test(text)

/** The time a post ends in. Null is a fault, and noted. */
function timeOf(post: Post, findings: Findings): string | null {
  const sentAt = post.end ? readPostTime(post.end.text) : null
  if (sentAt !== null) return sentAt
  findings.faults.push({
    line: post.end?.number ?? post.author?.line ?? 0,
    code: 'badMessageTime',
    detail: post.end?.text.trim() ?? post.author?.name,
  })
  return null
}

function noteStray(lines: readonly SourceLine[], section: Section, findings: Findings): void {
  const first = lines.find((line) => !isBlank(line.text))
  if (first) findings.unplaced.push({ line: first.number, heading: section.heading, text: textOf(lines) })
}
