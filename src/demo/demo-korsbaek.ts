import {
  assignRole,
  currentAssignmentsOf,
  endAssignment,
  promiseRole,
  resignRole,
} from '../features/assignments/index.ts'
import { markRead, sendMessage, writeNote } from '../features/messages/index.ts'
import { changeMailbox } from '../features/organisations/index.ts'
import { assignPeople, completeTask, optOutTask } from '../features/tasks/index.ts'
import { appointDeputy } from '../features/users/index.ts'
import { addDays, civilDay } from '../kernel/civil-day.ts'
import { demoAnswerDays } from './demo-conversations.ts'
import { coordinatorRoleName, mailboxRoleName } from './demo-roles.ts'
import type { Stage } from './demo-stage.ts'
import type { Known } from './demo-story.ts'

/** Who holds what in Korsbæk when the visitor comes; the role of Mattermost is vacant. */
const korsbaekRoles: readonly (readonly [role: string, holder: string])[] = [
  [coordinatorRoleName, 'Katrine'],
  ['KOMBIT-programleder', 'Hanne'],
  ['Projektejer', 'Hanne'],
  ['Projektleder', 'Katrine'],
  ['Infrastrukturejer', 'Hanne'],
  ['Infrastrukturansvarlig', 'Anders'],
  ['DUBU-systemansvarlig', 'Jonas'],
  ['DUBU-superbruger', 'Jonas'],
  ['DUBU-superbruger', 'Katrine'],
]

/** A role somebody held and left, so that it is vacant since a day. */
const vacated = { role: 'DUBU-faglig leder', holder: 'Hanne', daysAgo: 70 } as const

/** What the visitor finds in Korsbæk: the real task untouched, others at every stage. */
export function tellKorsbaek(stage: Stage, known: Known): void {
  tellRoles(stage, known)
  tellChanges(stage, known)
  tellTheRealTask(stage, known)
  tellOtherTasks(stage, known)
}

function tellRoles(stage: Stage, known: Known): void {
  const katrine = stage.person('Katrine')
  const given = civilDay('2025-06-12')
  for (const [role, holder] of korsbaekRoles) {
    const userId = stage.person(holder).id
    stage.plan(given, '11:00', katrine, (ctx) => assignRole(ctx, { roleId: known.roleId(role), userId }))
  }
  // Waits in the queue of operations when the visitor comes.
  stage.plan(addDays(stage.today, -1), '14:40', katrine, (ctx) =>
    assignRole(ctx, { roleId: known.roleId(mailboxRoleName), userId: stage.person('Jonas').id }),
  )
  stage.plan(given, '11:03', katrine, (ctx) =>
    changeMailbox(ctx, { address: 'digitalisering@korsbaek.example' }),
  )
  let assignmentId = ''
  stage.plan(given, '11:05', katrine, async (ctx) => {
    const userId = stage.person(vacated.holder).id
    assignmentId = (await assignRole(ctx, { roleId: known.roleId(vacated.role), userId })).id
  })
  stage.plan(addDays(stage.today, -vacated.daysAgo), '09:10', katrine, (ctx) =>
    endAssignment(ctx, {
      assignmentId,
      reason: 'Området har fået en ny leder, som vi mangler at få logget på.',
    }),
  )
}

/** The new leader of the vacated role has not signed in yet. Invented. */
const newcomer = { name: 'Nina Falk', email: 'nina.falk@korsbaek.example' } as const

/** A role somebody gave up, with whom they propose. */
const givenUp = { role: 'DUBU-superbruger', holder: 'Jonas', successor: 'Anders' } as const

/** Somebody waits for a first sign-in, somebody acts for Katrine, and somebody proposes a successor. */
function tellChanges(stage: Stage, known: Known): void {
  const katrine = stage.person('Katrine')
  const hanne = stage.person('Hanne')
  const holder = stage.person(givenUp.holder)
  stage.plan(addDays(stage.today, -6), '10:40', katrine, (ctx) =>
    promiseRole(ctx, { roleId: known.roleId(vacated.role), ...newcomer }),
  )
  stage.plan(addDays(stage.today, -2), '08:55', katrine, (ctx) =>
    appointDeputy(ctx, { userId: hanne.id, endsBefore: addDays(stage.today, 12) }),
  )
  stage.plan(addDays(stage.today, -1), '15:05', holder, async (ctx) => {
    const held = await currentAssignmentsOf(ctx, holder.id)
    const assignmentId = held.find(({ roleId }) => roleId === known.roleId(givenUp.role))?.assignmentId ?? ''
    const successor = { kind: 'user' as const, userId: stage.person(givenUp.successor).id }
    await resignRole(ctx, { assignmentId, reason: 'Har fået andre opgaver.', successor })
  })
}

/** One message with its answer, and two notes that stay inside. */
function tellTheRealTask(stage: Stage, known: Known): void {
  const [katrine, anders, signe] = [stage.person('Katrine'), stage.person('Anders'), stage.person('Signe')]
  const number = () => known.number('mattermost', katrine.organisationId)
  const answerDays = demoAnswerDays
  const ask = 'Hej. Må vi give rollen til to, så de kan dække hinandens ferier?'
  const answer =
    'Hej Anders. Ja, I må gerne give rollen til to. Sæt den ene som primær, så ved vi, hvem der får de mails, som kun går til én.'
  const doubt = 'Mads er oplagt, men han har aldrig været logget på. Skal vi lade ham eller mig være primær?'
  const plan = 'Jeg taler med it-chefen på tirsdag. Vi tager begge, hvis det er i orden.'
  stage.plan(civilDay('2025-08-06'), '11:46', anders, (ctx) =>
    sendMessage(ctx, { number: number(), body: ask, answerDays }),
  )
  stage.plan(civilDay('2025-08-07'), '09:12', anders, (ctx) =>
    writeNote(ctx, { number: number(), body: doubt }),
  )
  stage.plan(civilDay('2025-08-08'), '14:12', signe, (ctx) =>
    sendMessage(ctx, { number: number(), body: answer, answerDays }),
  )
  stage.plan(civilDay('2025-08-12'), '15:25', katrine, (ctx) => markRead(ctx, number()))
  stage.plan(civilDay('2025-08-12'), '15:30', katrine, (ctx) =>
    writeNote(ctx, { number: number(), body: plan }),
  )
}

function tellOtherTasks(stage: Stage, known: Known): void {
  const [katrine, anders, signe] = [stage.person('Katrine'), stage.person('Anders'), stage.person('Signe')]
  const ago = (days: number) => addDays(stage.today, -days)
  const number = (key: string) => known.number(key, katrine.organisationId)
  stage.plan(ago(8), '10:05', katrine, (ctx) =>
    assignPeople(ctx, { number: number('coordinator'), responsibleId: katrine.id, performerId: anders.id }),
  )
  stage.plan(ago(9), '13:40', katrine, (ctx) =>
    assignPeople(ctx, { number: number('duty-phone'), performerId: anders.id }),
  )
  stage.plan(ago(34), '09:25', katrine, (ctx) => completeTask(ctx, { number: number('dubu-superusers') }))
  stage.plan(ago(80), '12:15', katrine, (ctx) =>
    optOutTask(ctx, {
      number: number('emergency-plan'),
      reason: 'Vi har vores egen plan, som vi øvede i foråret.',
    }),
  )
  const ask = 'Vi har to aftaler med samme leverandør. Skal de have hver sin kontaktperson?'
  const answer =
    'Hej Anders. Nej, den samme person må gerne stå på begge. Skriv bare, at det er med vilje, så spørger vi ikke igen.'
  const answerDays = demoAnswerDays
  stage.plan(ago(3), '10:20', anders, (ctx) =>
    sendMessage(ctx, { number: number('data-agreement'), body: ask, answerDays }),
  )
  stage.plan(ago(1), '14:12', signe, (ctx) =>
    sendMessage(ctx, { number: number('data-agreement'), body: answer, answerDays }),
  )
}
