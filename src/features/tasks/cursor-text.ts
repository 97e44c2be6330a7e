import { z } from 'zod'
import { findCivilDay } from '../../kernel/civil-day.ts'
import type { TaskCursor, TaskSort } from './domain/task-filter.ts'

const written = z.tuple([
  z.enum(['due', 'newest', 'title', 'priority']),
  z.enum(['after', 'before']),
  z.array(z.union([z.string().max(1000), z.number(), z.boolean()])).max(6),
])

/** Which values each sorting's keys have, so that a foreign cursor is no cursor rather than a fault. */
const shapes: Record<TaskSort, z.ZodType> = {
  due: z.tuple([z.boolean(), day(), z.number().int()]),
  newest: z.tuple([z.number().int()]),
  title: z.tuple([z.string(), z.number().int()]),
  priority: z.tuple([z.number().int(), z.boolean(), day(), z.number().int()]),
}

function day() {
  return z.string().refine((text) => text === 'infinity' || findCivilDay(text) !== null)
}

export function writeCursor(sort: TaskSort, { direction, key }: TaskCursor): string {
  return Buffer.from(JSON.stringify([sort, direction, key])).toString('base64url')
}

/** Null when the text is no cursor of this sorting. */
export function readCursor(sort: TaskSort, text: string | undefined): TaskCursor | null {
  if (!text) return null
  try {
    const [ofSort, direction, key] = written.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    )
    return ofSort === sort && shapes[sort].safeParse(key).success ? { direction, key } : null
  } catch {
    // Not written by us: as good as none.
    return null
  }
}
