import { assignRole } from '../features/assignments/index.ts'
import { sendLetter } from '../features/role-mail/index.ts'
import { getRole, type RoleChange, saveRoleVersion } from '../features/roles/index.ts'
import { addDays } from '../kernel/civil-day.ts'
import { coordinatorRoleName, mattermostRoleName } from './demo-roles.ts'
import type { Stage } from './demo-stage.ts'
import type { Known } from './demo-story.ts'

interface DemoChange {
  readonly role: string
  readonly daysAgo: number
  readonly change: RoleChange
  readonly text: 'tasks' | 'responsibility' | 'competences'
  readonly from: string
  readonly to: string
}

/** How two descriptions have changed since they were written. Our words, as the descriptions are. */
const changes: readonly DemoChange[] = [
  {
    role: mattermostRoleName,
    daysAgo: 200,
    change: { isMaterial: false, note: 'Det står tydeligere, at flere kan have rollen.' },
    text: 'responsibility',
    from: 'Flere kan have rollen.',
    to: 'Flere kan have rollen, så I er dækket ved ferie og sygdom.',
  },
  {
    role: coordinatorRoleName,
    daysAgo: 120,
    change: { isMaterial: false, note: 'En sætning om afløsere er gjort klarere.' },
    text: 'tasks',
    from: 'når folk kommer til eller stopper',
    to: 'når folk kommer til, skifter arbejde eller stopper',
  },
  {
    role: coordinatorRoleName,
    daysAgo: 6,
    change: {
      isMaterial: true,
      note: 'Det er nu en del af rollen at have en stedfortræder, så intet venter i ferier.',
    },
    text: 'responsibility',
    from: 'At rollerne altid passer, så beskeder når frem og ingen beholder en adgang for længe.',
    to: 'At rollerne altid passer, så beskeder når frem og ingen beholder en adgang for længe, og at en stedfortræder kan tage over fra dag til dag.',
  },
  {
    role: 'Infrastrukturansvarlig',
    daysAgo: 9,
    change: {
      isMaterial: true,
      note: 'Der er kommet et krav om at følge certifikaters udløb måned for måned.',
    },
    text: 'tasks',
    from: 'Holde tilslutninger, certifikater og aftaler ved lige',
    to: 'Holde tilslutninger, certifikater og aftaler ved lige, og hver måned se efter, hvad der udløber',
  },
]

interface DemoLetter {
  readonly role: string
  readonly target: 'holders' | 'primary'
  readonly daysAgo: number
  readonly subject: string
  readonly body: string
}

const yearEnd: DemoLetter = {
  role: coordinatorRoleName,
  target: 'holders',
  daysAgo: 2,
  subject: 'Se jeres roller igennem, før året slutter',
  body: [
    'Hej',
    '',
    'Når året er slut, beder vi jer bekræfte, hvem der har rollerne hos jer. Det går hurtigt, hvis I ser dem igennem nu:',
    '',
    '- Er der nogen, der er stoppet eller har fået andet arbejde?',
    '- Står den rigtige som primær i de roller, der har en?',
    '- Er der roller, som ingen har?',
    '',
    'I skal ikke svare på brevet. Ret det i Tværs, så er det gjort.',
    '',
    'Venlig hilsen',
    '',
    'Signe Bruun, KOMBIT',
  ].join('\n'),
}

const forum: DemoLetter = {
  role: mattermostRoleName,
  target: 'primary',
  daysAgo: 5,
  subject: 'Fortæl, hvem der læser varsler mellem jul og nytår',
  body: [
    'Hej',
    '',
    'Mellem jul og nytår er der færre på arbejde, men varsler kommer som ellers. Aftal hos jer, hvem der læser dem, og skriv det i kanalen »varsler« senest den 18. december.',
    '',
    'Har ingen hos jer rollen, så giv den til en, der kan læse med.',
  ].join('\n'),
}

/** What has happened around the roles lately: descriptions that changed, a letter, somebody new. */
export function tellRoleNews(stage: Stage, known: Known): void {
  const signe = stage.person('Signe')
  for (const { role, daysAgo, change, text, from, to } of changes) {
    stage.plan(addDays(stage.today, -daysAgo), '10:40', signe, async (ctx) => {
      const before = await getRole(ctx, known.roleId(role))
      const draft = { ...before, [text]: before[text].replace(from, to) }
      await saveRoleVersion(ctx, { roleId: before.id, draft: { ...draft, isDemoText: true }, change })
    })
  }
  for (const { role, daysAgo, ...letter } of [forum, yearEnd]) {
    stage.plan(addDays(stage.today, -daysAgo), '13:15', signe, (ctx) =>
      sendLetter(ctx, { ...letter, roleId: known.roleId(role), audience: { kind: 'all' } }),
    )
  }
  stage.plan(addDays(stage.today, -4), '14:30', stage.person('Katrine'), (ctx) =>
    assignRole(ctx, { roleId: known.roleId('DUBU-superbruger'), userId: stage.person('Hanne').id }),
  )
}
