import { startRound } from '../../src/features/certification/index.ts'
import { civilDay } from '../../src/kernel/civil-day.ts'
import type { Route } from '../../src/platform/http/route.ts'
import { insertHolder, insertRole, insertTemplate, rollOut } from './factories.ts'
import { multipartForm } from './multipart.ts'
import { addressOf } from './route-addresses.ts'
import type { TestApp } from './test-app.ts'

/** Words that stand in Korsbæk's inside and nowhere else. */
export const secrets = {
  message: 'hemmelig-besked',
  note: 'hemmelig-note',
  file: 'hemmelig-fil',
  reason: 'hemmelig-begrundelse',
} as const

/** One of everything a municipality can have, in Korsbæk; and a task of the same template in Aarhus. */
export interface KorsbaekThings {
  readonly number: number
  readonly roleId: string
  readonly templateId: string
  readonly rolloutId: string
  readonly assignmentId: string
  readonly attachmentId: string
  readonly userId: string
  readonly certificationRoundId: string
  readonly certificationItemId: string
}

export async function makeKorsbaekThings(portal: TestApp): Promise<KorsbaekThings> {
  const katrine = await portal.as('Katrine')
  await portal.as('Anders')
  const roleId = await insertRole(portal, 'Prøverolle')
  const templateId = await insertTemplate(portal, { title: 'Prøveopgave' })
  const numbers = await rollOut(portal, { templateId, municipalities: ['Korsbæk', 'Aarhus'] })
  const number = numbers.Korsbæk as number
  const assignmentId = await insertHolder(portal, roleId, 'Anders')
  await katrine.post(`/opgaver/${number}/beskeder`, { body: secrets.message })
  await katrine.post(`/opgaver/${number}/noter`, { body: secrets.note })
  const form = multipartForm({ name: `${secrets.file}.txt`, content: Buffer.from('indhold') })
  await katrine.request({ method: 'POST', url: `/opgaver/${number}/filer`, ...form })
  await katrine.post(`/opgaver/${number}/fravalg`, { reason: secrets.reason, version: '1' })
  const plan = {
    name: 'Prøverunde',
    roleIds: [roleId],
    audience: { kind: 'all' },
    closesOn: civilDay('2026-12-31'),
    nonResponse: 'asRole',
    graceDays: null,
  } as const
  const round = await portal.act('Signe', (ctx) => startRound(ctx, plan))
  const one = async (statement: string) =>
    (await portal.owner.query<{ id: string }>(statement)).rows[0]?.id ?? ''
  return {
    number,
    roleId,
    templateId,
    rolloutId: await one('select id from rollout order by published_at, id limit 1'),
    assignmentId,
    attachmentId: await one('select id from attachment limit 1'),
    certificationRoundId: round.id,
    certificationItemId: await one('select id from certification_item limit 1'),
    userId: await one(`select id from user_account where name = 'Anders Skov'`),
  }
}

/** A route's address at Korsbæk's things. */
export function addressAt(route: Route, things: KorsbaekThings): string {
  const id = /certification-items/.test(route.path)
    ? things.certificationItemId
    : /bekraeftelser|certification/.test(route.path)
      ? things.certificationRoundId
      : /attachments|filer/.test(route.path)
        ? things.attachmentId
        : /assignments|tildelinger/.test(route.path)
          ? things.assignmentId
          : /rolle|roles/.test(route.path)
            ? things.roleId
            : /udrulninger|rollouts/.test(route.path)
              ? things.rolloutId
              : things.templateId
  return addressOf(route, {
    number: String(things.number),
    id,
    roleId: things.roleId,
    organisationId: '1',
    templateId: things.templateId,
  })
}

/** What each changing route needs to get past its input, so that only the reach is left to refuse. */
export const validInput: Readonly<Record<string, Record<string, string>>> = {
  'POST /opgaver/:number/fravalg': { reason: 'Vi er ikke med', version: '1' },
  'POST /opgaver/:number/startdato': { startsOn: '24-12-2026', version: '1' },
  'POST /opgaver/:number/personer': { version: '1' },
  'POST /opgaver/:number/fuldfoert': { version: '1' },
  'POST /opgaver/:number/i-gang': { version: '1' },
  'POST /opgaver/:number/genaabn': { version: '1' },
  'POST /opgaver/:number/beskeder': { body: 'Hej' },
  'POST /opgaver/:number/noter': { body: 'Hej' },
  'POST /roller/:roleId/tildelinger/:id/afslut': { reason: 'Er rejst' },
  'PUT /api/v1/tasks/:number/opt-out': { reason: 'Vi er ikke med' },
  'POST /api/v1/tasks/:number/messages': { body: 'Hej' },
  'POST /api/v1/tasks/:number/internal-notes': { body: 'Hej' },
  'PUT /api/v1/certification-items/:id/answer': { answer: 'keep' },
  'DELETE /api/v1/assignments/:id': { reason: 'Er rejst' },
  'PATCH /api/v1/tasks/:number': { startsOn: '2026-12-24' },
}
