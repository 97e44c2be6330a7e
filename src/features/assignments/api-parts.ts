import { z } from 'zod'
import { civilDay } from '../../kernel/civil-day.ts'
import { isoDay } from '../../platform/http/form-fields.ts'

/** What the routes of this feature share, as the API writes and takes it. */
export const idInPath = z.object({ id: z.uuid() })
export const day = isoDay
export const inputDay = isoDay.transform(civilDay)
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** The part of a list's query that pages it. */
export const paging = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.uuid().nullable() })

/** One page of what was found. @param found one more than the page holds, when there are more */
export function cutToPage<Item extends { readonly id: string }>(found: readonly Item[], limit: number) {
  const items = found.slice(0, limit)
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null }
}
