import type { ComponentChildren } from 'preact'
import { href } from './href.ts'
import { Icon } from './icon.tsx'

export interface Attachment {
  readonly id: string
  readonly name: string
  readonly href: string
  /** '212 kB, Katrine Holm'. */
  readonly note?: string
  /** A link to another site rather than a file. */
  readonly external?: boolean
  readonly action?: ComponentChildren
}

/** Files and links, one a line. */
export function AttachmentList({ items }: { items: readonly Attachment[] }) {
  return (
    <ul class="tv-attachments">
      {items.map((item) => (
        <li key={item.id}>
          <Icon name={item.external ? 'open-in-new' : 'file'} size="large" />
          <a href={href(item.href)} rel={item.external ? 'noreferrer' : undefined}>
            {item.name}
          </a>
          {item.note && <span class="tv-note">{item.note}</span>}
          {item.action && <span class="tv-attachment-action">{item.action}</span>}
        </li>
      ))}
    </ul>
  )
}
