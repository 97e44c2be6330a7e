import { sql } from 'kysely'
import { type AnswerResult, answerItems } from '../features/certification/actions/answering.ts'
import { carryOutDue } from '../features/certification/actions/carrying-out.ts'
import { settleRounds } from '../features/certification/actions/closing.ts'
import type { GivenAnswer } from '../features/certification/domain/item.ts'
import { closeRound, planRole, startRound } from '../features/certification/index.ts'
import { listItemsOf, type ShownItem } from '../features/certification/queries/items.ts'
import { type Actor, portalIn } from '../kernel/actor.ts'
import { addDays, type CivilDay, civilDay } from '../kernel/civil-day.ts'
import type { Context } from '../kernel/context.ts'
import { become, db } from '../platform/db/database.ts'
import { doorReach } from '../platform/db/roles.ts'
import type { Municipality } from './demo-people.ts'
import { coordinatorRoleName, mattermostRoleName } from './demo-roles.ts'
import { type Stage, weekdayNear } from './demo-stage.ts'
import type { Known } from './demo-story.ts'

/** Before this day the roles were being given; nothing could be confirmed yet. */
const earliest = civilDay('2025-10-20')

const yearly = [coordinatorRoleName, mattermostRoleName] as const
const thisYear = [...yearly, 'DUBU-superbruger', 'Infrastrukturansvarlig', 'Projektleder'] as const

const laterOf = (one: CivilDay, other: CivilDay): CivilDay => (one > other ? one : other)

/** The confirmation of last year, closed and settled, and this year's, in which Korsbæk has lines to answer. */
export function tellCertification(stage: Stage, known: Known): void {
  const lastYear = laterOf(addDays(stage.today, -375), earliest)
  tellClosedRound(stage, known, weekdayNear(lastYear, stage.today))
  tellSignIns(stage, addDays(weekdayNear(addDays(stage.today, -21), stage.today), -1))
  tellOpenRound(stage, known)
}

/** Most people have been here within six weeks, as the helpers to an answer tell; some have not for a long time. */
function tellSignIns(stage: Stage, day: CivilDay): void {
  stage.plan(day, '07:00', stage.person('Signe'), async (ctx) => {
    await become(ctx.tx, doorReach)
    await sql`
      update user_account set last_signed_in_at = ${ctx.now}::timestamptz
        - abs(hashtext(id::text)) % 42 * interval '1 day'
      where name <> 'Jonas Vium' and abs(hashtext(id::text)) % 9 <> 0`.execute(db(ctx))
  })
}

interface Begun {
  readonly id: () => string
  readonly closesOn: CivilDay
}

function tellStart(
  stage: Stage,
  known: Known,
  day: CivilDay,
  closesOn: CivilDay,
  roleNames: readonly string[],
): Begun {
  let id = ''
  stage.plan(day, '09:15', stage.person('Signe'), async (ctx) => {
    const started = await startRound(ctx, {
      name: `Årlig bekræftelse ${day.slice(0, 4)}`,
      roleIds: roleNames.map((name) => known.roleId(name)),
      audience: { kind: 'all' },
      closesOn,
      nonResponse: 'asRole',
      graceDays: null,
    })
    id = started.id
  })
  return { id: () => id, closesOn }
}

/** Almost everybody answered; three lines nobody answered for went two weeks after the close. */
function tellClosedRound(stage: Stage, known: Known, day: CivilDay): void {
  const round = tellStart(stage, known, day, addDays(day, 39), yearly)
  for (const [index, municipality] of withoutCast(stage).entries()) {
    const by = stage.administrator(municipality)
    if (!by) continue
    const mayGo = !leavesAnyway(index)
    const at = { municipality, by, day: addDays(day, 3 + ((index * 7) % 35)), index }
    tellAnswers(stage, round, at, (item, place) => {
      const isMattermost = item.roleName === mattermostRoleName
      if (mayGo && index % 33 === 11 && isMattermost) return null
      return mayGo && index % 37 === 5 && isMattermost && place > 0
        ? { itemId: item.id, answer: 'withdraw', reason: 'Har fået andre opgaver' }
        : { itemId: item.id, answer: 'keep' }
    })
    // The portal itself, in the municipality's place: what nobody answered for goes on its day, and the task closes.
    if (index % 33 === 11 || !mayGo)
      for (const days of [16, 21])
        stage.plan(addDays(round.closesOn, days), '06:07', portalIn(by, by.permissions), carryOutDue)
  }
  tellKorsbaek(stage, round, addDays(day, 9), () => true)
  stage.plan(addDays(round.closesOn, 1), '08:30', stage.person('Signe'), (ctx) => closeRound(ctx, round.id()))
  stage.plan(addDays(round.closesOn, 20), '06:07', stage.person('Signe'), settleRounds)
}

/** Half the municipalities are done, some have begun; Korsbæk has answered for one. */
function tellOpenRound(stage: Stage, known: Known): void {
  const day = weekdayNear(addDays(stage.today, -21), stage.today)
  const round = tellStart(stage, known, day, addDays(stage.today, 18), thisYear)
  // The next one starts by itself.
  stage.plan(day, '09:20', stage.person('Signe'), async (ctx) => {
    for (const name of thisYear)
      await planRole(ctx, { roleId: known.roleId(name), isOn: true, nextOn: addDays(day, 365) })
  })
  for (const [index, municipality] of withoutCast(stage).entries()) {
    const by = stage.administrator(municipality)
    if (!by || index % 9 > 5) continue
    const onlySome = index % 9 === 5
    const at = { municipality, by, day: addDays(day, 1 + ((index * 5) % 19)), index }
    tellAnswers(stage, round, at, (item, place) => {
      if (onlySome && place > 0) return null
      return index % 29 === 3 && !leavesAnyway(index) && item.roleName !== coordinatorRoleName
        ? { itemId: item.id, answer: 'withdraw', reason: 'Er stoppet hos os' }
        : { itemId: item.id, answer: 'keep' }
    })
  }
  tellKorsbaek(stage, round, addDays(stage.today, -4), (item) => item.userName === 'Jonas Vium')
}

/** Korsbæk and Aarhus answer themselves, in front of the visitor. */
const withoutCast = (stage: Stage): Municipality[] =>
  stage.municipalities.filter(({ shortName }) => shortName !== 'Korsbæk' && shortName !== 'Aarhus')

/** Where the story itself ends the role of Mattermost at some time, nothing here may end it first. */
const leavesAnyway = (index: number): boolean => index % 8 === 2

function tellKorsbaek(stage: Stage, round: Begun, day: CivilDay, isKept: (item: ShownItem) => boolean): void {
  const municipality = stage.municipalities.find(({ shortName }) => shortName === 'Korsbæk')
  if (!municipality) return
  const by = stage.person('Katrine')
  tellAnswers(stage, round, { municipality, by, day, index: 0 }, (item) =>
    isKept(item) ? { itemId: item.id, answer: 'keep' } : null,
  )
}

interface Answering {
  readonly municipality: Municipality
  readonly by: Actor
  readonly day: CivilDay
  readonly index: number
}

function tellAnswers(
  stage: Stage,
  round: Begun,
  { municipality, by, day, index }: Answering,
  choose: (item: ShownItem, place: number) => GivenAnswer | null,
): void {
  const time = `${String(8 + (index % 8)).padStart(2, '0')}:${String((index * 11) % 60).padStart(2, '0')}`
  stage.plan(day, time, by, async (ctx: Context): Promise<readonly AnswerResult[]> => {
    const items = await listItemsOf(ctx, round.id(), municipality.id)
    const answers = items.flatMap((item, place) => choose(item, place) ?? [])
    return answers.length > 0 ? await answerItems(ctx, answers) : []
  })
}
