import { assignRole } from '../features/assignments/index.ts'
import { sendLetter } from '../features/role-mail/index.ts'
import { getRole, type RoleChange, saveRoleVersion } from '../features/roles/index.ts'
import { addDays } from '../kernel/civil-day.ts'
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
    role: 'KLIK-administrator',
    daysAgo: 120,
    change: { isMaterial: false, note: 'En sætning om afløsere er gjort klarere.' },
    text: 'tasks',
    from: 'Give og afslutte roller, når folk kommer til eller stopper',
    to: 'Give og afslutte roller, når folk kommer til, skifter arbejde eller stopper',
  },
  {
    role: 'KLIK-administrator',
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

const letter = {
  role: 'KLIK-administrator',
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
  stage.plan(addDays(stage.today, -letter.daysAgo), '13:15', signe, (ctx) => {
    const { role, subject, body } = letter
    const audience = { kind: 'all' as const }
    return sendLetter(ctx, { roleId: known.roleId(role), target: 'holders', audience, subject, body })
  })
  stage.plan(addDays(stage.today, -4), '14:30', stage.person('Katrine'), (ctx) =>
    assignRole(ctx, { roleId: known.roleId('DUBU-superbruger'), userId: stage.person('Hanne').id }),
  )
}
