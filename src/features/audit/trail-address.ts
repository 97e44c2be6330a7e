import { z } from 'zod'
import { type CivilDay, findCivilDay, parseDanishDay } from '../../kernel/civil-day.ts'

const text = z
  .string()
  .max(200)
  .optional()
  .transform((value) => (value ?? '').trim())
const eventId = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined)

/** The filters as they stand in the address, as typed. */
export const trailQuery = z.object({
  organisation: z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined),
  person: text,
  type: text,
  ting: text,
  fra: text,
  til: text,
  before: eventId,
  after: eventId,
})

export type TrailAddress = Partial<z.output<typeof trailQuery>>

/** The filters as the query takes them. */
export interface TrailFilters {
  readonly organisationId: number | null
  /** A UUID, or a part of a name. */
  readonly person: string
  readonly type: string
  /** A task's number, or an id. */
  readonly subjectId: string
  readonly from: CivilDay | null
  readonly to: CivilDay | null
}

const readDay = (typed: string | undefined): CivilDay | null =>
  typed ? (parseDanishDay(typed) ?? findCivilDay(typed)) : null

/** Days that are none filter nothing; `badDays` says so at their fields. */
export const filtersOf = (address: TrailAddress): TrailFilters => ({
  organisationId: address.organisation ?? null,
  person: address.person ?? '',
  type: address.type ?? '',
  subjectId: (address.ting ?? '').replace(/^#/, ''),
  from: readDay(address.fra),
  to: readDay(address.til),
})

/** Which of the two days were typed and cannot be read. */
export const badDays = (address: TrailAddress): ('fra' | 'til')[] =>
  (['fra', 'til'] as const).filter((name) => address[name] && !readDay(address[name]))
