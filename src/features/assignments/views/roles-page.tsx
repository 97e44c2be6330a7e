import type { Language } from '../../../kernel/language.ts'
import {
  ButtonLink,
  type Column,
  EmptyState,
  GroupHeading,
  Heading,
  Named,
  PrimaryBadge,
  Remark,
  Stack,
  Table,
} from '../../../ui/index.ts'
import { mailboxPath } from '../../organisations/index.ts'
import { EndingBadge, inWords, kindWords } from '../../roles/index.ts'
import type { Standing } from '../domain.ts'
import { departuresPath, rolePath } from '../paths.ts'
import type { DoubtfulHolder } from '../queries-doubtful.ts'
import type { OwnRole } from '../queries-overview.ts'
import { type AssignmentTexts, assignmentTexts } from '../texts.ts'
import { DoubtfulHolders } from './doubtful-holders.tsx'
import { StandingBadge } from './standing-badge.tsx'

interface Row {
  readonly role: OwnRole
  readonly standing: Standing
}

const rank: readonly Standing[] = ['vacant', 'tooFew', 'noPrimary', 'single', 'filled', 'notNeeded']
const lacking: readonly Standing[] = ['vacant', 'tooFew', 'noPrimary']

interface RolesPageProps {
  readonly language: Language
  readonly roles: readonly OwnRole[]
  readonly doubtful: readonly DoubtfulHolder[]
  /** Whether the one who looks may give roles: the next step is theirs. */
  readonly mayAssign: boolean
  /** Whether the municipality has no shared mailbox, and the one who looks may say which it is. */
  readonly lacksMailbox: boolean
}

/** Every role at one's own municipality: what is missing first (R4). */
export function RolesPage({ language, roles, doubtful, mayAssign, lacksMailbox }: RolesPageProps) {
  const texts = assignmentTexts(language)
  const rows = roles
    .map((role): Row => ({ role, standing: role.standing }))
    .sort((one, other) => rank.indexOf(one.standing) - rank.indexOf(other.standing))
  const missing = rows.filter((row) => lacking.includes(row.standing))
  const inPlace = rows.filter((row) => row.standing === 'single' || row.standing === 'filled')
  const notNeeded = rows.filter((row) => row.standing === 'notNeeded')
  const shared = { language, texts, mayAssign }
  return (
    <Stack>
      <Heading title={texts.title} lead={texts.lead} />
      {rows.length === 0 && <EmptyState title={texts.noRolesTitle}>{texts.noRoles}</EmptyState>}
      {rows.length > 0 && missing.length === 0 && (
        <EmptyState title={texts.nothingMissingTitle}>{texts.nothingMissing}</EmptyState>
      )}
      <RoleGroup {...shared} title={texts.missing} rows={missing} line="yellow" />
      <DoubtfulHolders {...{ language, doubtful, mayAssign }} />
      <RoleGroup {...shared} title={texts.inPlace} rows={inPlace} line="dark" />
      <RoleGroup {...shared} title={texts.notNeededTitle} rows={notNeeded} line="dark" />
      {mayAssign && (
        <p class="tv-more">
          <a href={departuresPath}>{texts.somebodyLeaves}</a>
        </p>
      )}
      {lacksMailbox && (
        <Remark icon="warning">
          {texts.lacksMailbox} <a href={mailboxPath}>{texts.addMailbox}</a>
        </Remark>
      )}
    </Stack>
  )
}

interface RoleGroupProps {
  readonly language: Language
  readonly texts: AssignmentTexts
  readonly mayAssign: boolean
  readonly title: string
  readonly rows: readonly Row[]
  readonly line: 'yellow' | 'dark'
}

function RoleGroup({ language, texts, mayAssign, title, rows, line }: RoleGroupProps) {
  if (rows.length === 0) return null
  const columns: Column<Row>[] = [
    {
      key: 'role',
      title: texts.role,
      naming: true,
      cell: ({ role }) => (
        <Named
          name={<a href={rolePath(role.id)}>{role.name}</a>}
          note={
            <>
              {kindWords(role, language)} <EndingBadge {...{ language, ending: role.ending }} />
            </>
          }
        />
      ),
    },
    { key: 'holders', title: texts.withYou, cell: ({ role }) => <Holders texts={texts} role={role} /> },
    {
      key: 'standing',
      title: texts.standing,
      cell: (row) => <Stand {...row} language={language} texts={texts} />,
    },
    {
      key: 'next',
      title: texts.nextStep,
      titleHidden: true,
      cell: (row) => <Next {...row} texts={texts} mayAssign={mayAssign} />,
    },
  ]
  return (
    <section class="tv-role-group">
      <GroupHeading title={title} count={rows.length} line={line} />
      <Table caption={title} columns={columns} rows={rows} keyOf={({ role }) => role.id} />
    </section>
  )
}

function Holders({ texts, role }: { texts: AssignmentTexts; role: OwnRole }) {
  if (role.holders.length + role.waiting.length === 0) return <span class="tv-note">{texts.nobody}</span>
  return (
    <ul>
      {role.waiting.map(({ name }) => (
        <li key={name}>
          {name} <span class="tv-note">{texts.waits}</span>
        </li>
      ))}
      {role.holders.map((holder) => (
        <li key={holder.name}>
          {holder.name} {holder.isPrimary && <PrimaryBadge />}
          {holder.hasLeft && <span class="tv-note">{texts.left}</span>}
        </li>
      ))}
    </ul>
  )
}

function Stand({ role, standing, language, texts }: Row & { language: Language; texts: AssignmentTexts }) {
  const meanings: Record<Standing, string | null> = {
    vacant:
      role.waiting.length > 0
        ? texts.vacantWaits
        : role.opensAccess
          ? texts.vacantMeansAccess
          : texts.vacantMeans,
    tooFew: texts.tooFewMeans,
    noPrimary: texts.noPrimaryMeans,
    single: singleMeans(role, texts),
    filled: null,
    notNeeded: null,
  }
  const count = inWords(role.minimumHolders - role.holders.length, language)
  return (
    <div>
      <StandingBadge standing={standing} lacking={count} texts={texts} />
      {meanings[standing] && <span class="tv-note">{meanings[standing]}</span>}
    </div>
  )
}

function singleMeans({ waiting }: OwnRole, texts: AssignmentTexts): string {
  const [next] = waiting
  if (!next) return texts.singleMeans
  return next.takesOver ? texts.singleTakenOver(next.name) : texts.singleJoined(next.name)
}

function Next({ role, standing, texts, mayAssign }: Row & { texts: AssignmentTexts; mayAssign: boolean }) {
  const labels: Partial<Record<Standing, string>> = {
    vacant: texts.choosePerson,
    tooFew: texts.choosePerson,
    noPrimary: texts.choosePrimary,
    single: texts.add,
  }
  // Whoever was promised the role has the next step.
  const isPromised = (standing === 'vacant' || standing === 'single') && role.waiting.length > 0
  const label = (mayAssign && !isPromised && labels[standing]) || texts.see
  return (
    <ButtonLink href={rolePath(role.id)} label={`${label}: ${role.name}`}>
      {label}
    </ButtonLink>
  )
}
