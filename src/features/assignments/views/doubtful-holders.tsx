import type { Language } from '../../../kernel/language.ts'
import { Badge, ButtonLink, type Column, Day, GroupHeading, Table } from '../../../ui/index.ts'
import { type DoubtTexts, doubtTexts } from '../doubt-texts.ts'
import { linePath, rolePath } from '../paths.ts'
import type { DoubtfulHolder } from '../queries-doubtful.ts'

interface DoubtfulHoldersProps {
  readonly language: Language
  readonly doubtful: readonly DoubtfulHolder[]
  readonly mayAssign: boolean
}

/** Holders who seem to be gone or whom mail does not reach: somebody should take a stand (R4). */
export function DoubtfulHolders({ language, doubtful, mayAssign }: DoubtfulHoldersProps) {
  if (doubtful.length === 0) return null
  const texts = doubtTexts(language)
  const columns: Column<DoubtfulHolder>[] = [
    { key: 'person', title: texts.person, naming: true, cell: (row) => row.name },
    { key: 'role', title: texts.role, cell: (row) => <a href={rolePath(row.roleId)}>{row.roleName}</a> },
    {
      key: 'doubt',
      title: texts.doubt,
      cell: (row) => (
        <div>
          <Badge variant="warning" icon={row.doubt === 'notSignedIn' ? 'hourglass' : 'warning'}>
            {texts.doubts[row.doubt]}
          </Badge>
          <span class="tv-note">
            {row.since && row.doubt !== 'left' && (
              <>
                {row.doubt === 'bouncing' ? texts.returned : texts.lastSignedIn} <Day day={row.since} />.{' '}
              </>
            )}
            {row.doubt === 'bouncing' && `${texts.sentInstead} `}
            {row.openLine && mayAssign ? (
              <>
                {texts.asks} <Day day={row.openLine.closesOn} />.
              </>
            ) : (
              texts.todo[row.doubt]
            )}
          </span>
        </div>
      ),
    },
    {
      key: 'next',
      title: texts.nextStep,
      titleHidden: true,
      cell: (row) => {
        const { href, label } = stepOf(row, texts, mayAssign)
        return (
          <ButtonLink href={href} label={`${label}: ${row.name}, ${row.roleName}`}>
            {label}
          </ButtonLink>
        )
      },
    },
  ]
  return (
    <section class="tv-role-group">
      <GroupHeading title={texts.title} count={doubtful.length} line="yellow" />
      <Table
        caption={texts.title}
        columns={columns}
        rows={doubtful}
        keyOf={(row) => `${row.assignmentId} ${row.doubt}`}
      />
    </section>
  )
}

/** Where a role page does what the step says. */
const places: Readonly<Record<DoubtfulHolder['doubt'], string>> = {
  left: '#tilfoej',
  noPrivilege: '#har-rollen',
  notSignedIn: '#har-rollen',
  bouncing: '',
}

/** An open round asks the same question, and its answer does what follows; else it is done on the role's page. */
function stepOf(
  { roleId, doubt, openLine }: DoubtfulHolder,
  texts: DoubtTexts,
  mayAssign: boolean,
): { href: string; label: string } {
  if (!mayAssign) return { href: rolePath(roleId), label: texts.see }
  if (openLine) return { href: linePath(openLine.roundId, openLine.itemId), label: texts.answer }
  return { href: rolePath(roleId) + places[doubt], label: texts.steps[doubt] }
}
