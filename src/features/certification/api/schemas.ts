import { z } from 'zod'
import { civilDay, findCivilDay } from '../../../kernel/civil-day.ts'
import { brakes, consequences } from '../domain/closing.ts'
import { accessOutcomes, answerKinds, type GivenAnswer, mostReasonCharacters } from '../domain/item.ts'
import { nonResponses, type RoundPlan, roundKinds } from '../domain/round.ts'
import { doubts } from '../queries/items.ts'

/** What the API says and takes; the OpenAPI description is made from these. */
export const day = z.string().refine((text) => findCivilDay(text) !== null)
export const inputDay = day.transform(civilDay)
export const idInPath = z.object({ id: z.uuid() })

export const audience = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('regions'), regions: z.array(z.string().max(100)).max(20) }),
  z.object({ kind: z.literal('list'), organisationIds: z.array(z.int32()).max(10_000) }),
])

export const planBody = z
  .object({
    name: z.string().trim().min(1).max(120),
    roleIds: z.array(z.uuid()).min(1).max(200),
    audience: audience.default({ kind: 'all' }),
    closesOn: inputDay,
    nonResponse: z.enum([...nonResponses, 'asRole']).default('asRole'),
    graceDays: z.int().min(0).max(365).nullable().default(null),
  })
  .transform((plan): RoundPlan => plan)

export const round = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(roundKinds),
  audience,
  basedOn: z.uuid().nullable(),
  startedOn: day,
  startedByName: z.string(),
  closesOn: day,
  status: z.enum(['open', 'closed', 'settled']),
  closedAt: z.date().nullable(),
  closedByName: z.string().nullable(),
  itemCount: z.int(),
  municipalityCount: z.int(),
  undecided: z.int(),
  municipalitiesLeft: z.int(),
  held: z.int(),
  roles: z.array(
    z.object({
      roleId: z.uuid(),
      roleName: z.string(),
      opensAccess: z.boolean(),
      nonResponse: z.enum(nonResponses),
      graceDays: z.int(),
      itemCount: z.int().nullable().describe('Over all municipalities; null to a municipality'),
      holderCount: z.int().nullable().describe('As itemCount'),
      removesOn: day.nullable(),
      brake: z.enum(brakes).nullable(),
      brakeUndecided: z.int().nullable(),
      brakeDecidedByName: z.string().nullable(),
    }),
  ),
})

export const preview = z.object({
  municipalities: z.int(),
  asked: z.int(),
  lackHolders: z.int().describe('Municipalities where nobody holds the roles'),
  askedAlready: z
    .int()
    .describe(
      'Municipalities where all holders are asked about in an open round already, about to lose the role after a closed one, or being replaced',
    ),
  lackAdministrator: z.array(z.string()),
  people: z.int(),
  alreadyAsked: z
    .int()
    .describe(
      'People with a role that is left out: an open round asks about it already, a closed one is to end it, or it goes to somebody else',
    ),
  losses: z.array(z.object({ on: day, people: z.int(), municipalities: z.int() })),
  roles: z.array(
    z.object({
      roleId: z.uuid(),
      roleName: z.string(),
      nonResponse: z.enum(nonResponses),
      graceDays: z.int(),
      opensAccess: z.boolean(),
      lines: z.int(),
      people: z.int(),
      holders: z.int().describe('All who hold the role in the audience, asked about or not'),
      losesOn: day.nullable(),
      planMovesTo: day
        .nullable()
        .describe(
          'The day to which the round moves the role’s next round by the plan; null: it moves none, having no plan or asking about fewer than nine in ten of those who hold the role',
        ),
    }),
  ),
})

export const item = z.object({
  id: z.uuid(),
  roundId: z.uuid(),
  organisationId: z.int(),
  organisationName: z.string(),
  roleId: z.uuid(),
  roleName: z.string(),
  userId: z.uuid(),
  userName: z.string(),
  isPrimary: z.boolean(),
  startsOn: day,
  givenByName: z.string(),
  lastSignedInAt: z.date().nullable(),
  lastSeenAt: z
    .date()
    .nullable()
    .describe(
      'When the person was last active in Mattermost, where the role opens access there; null when they never were, or it is not known',
    ),
  lastSeenReadAt: z
    .date()
    .nullable()
    .describe('When Mattermost last told of lastSeenAt, each night; null when it is not known'),
  doubts: z
    .array(z.enum(doubts))
    .describe(
      'What speaks against the holder today: no user of the municipality any more, no privilege at the latest sign-in, mails that come back',
    ),
  answer: z.enum(answerKinds).nullable(),
  reason: z.string().nullable(),
  successorId: z.uuid().nullable(),
  successorName: z.string().nullable(),
  successorPendingId: z
    .uuid()
    .nullable()
    .describe('The pending assignment of a successor who had not signed in yet'),
  successorState: z
    .enum(['waiting', 'tookEffect', 'refused', 'expired', 'withdrawn'])
    .nullable()
    .describe('Where that pending assignment stands'),
  replacesBy: day.nullable(),
  replacedAt: z.date().nullable(),
  answeredAt: z.date().nullable(),
  answeredByName: z.string().nullable(),
  answeredOnBehalfOfName: z.string().nullable().describe('The administrator a deputy answered for'),
  isSelfAnswered: z.boolean(),
  isLate: z.boolean(),
  consequence: z.enum(consequences).nullable(),
  consequenceAt: z.date().nullable(),
  accessClosedAt: z
    .date()
    .nullable()
    .describe('When the access was read back as closed; null also where the role opens none, or it went on'),
  accessOutcome: z
    .enum(accessOutcomes)
    .nullable()
    .describe(
      'What was read back of an access that was lost: closed; continues, by another assignment; none, where there was none. Null while it is awaited, or where nothing was lost',
    ),
  heldEndedOn: day
    .nullable()
    .describe(
      'The day on which the role ended for the holder, also outside the round; null while they hold it',
    ),
  removesOn: day.nullable(),
  askedAgainIn: z.string().nullable().describe('The round that took the line over, by name; null: none did'),
  version: z.int(),
})

export const answerBody = z.object({
  answer: z.enum(answerKinds),
  reason: z.string().max(mostReasonCharacters).nullable().optional(),
  successorId: z.uuid().nullable().optional(),
  newcomer: z
    .object({
      name: z.string().trim().max(200),
      email: z.string().trim().max(254),
      userUuid: z.uuid().nullable().optional(),
    })
    .nullable()
    .optional()
    .describe('In place of successorId: somebody who has not signed in yet, and gets the role when they do'),
})

export const answersBody = z.object({
  answers: z.array(answerBody.extend({ itemId: z.uuid() }).transform((one): GivenAnswer => one)).max(500),
})
