import type { Language } from '../../../kernel/language.ts'
import { Badge, ButtonLink, type Column, Day, GroupHeading, Table } from '../../../ui/index.ts'
import { doubtTexts } from '../doubt-texts.ts'
import { rolePath } from '../paths.ts'
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
            {texts.todo[row.doubt]}
          </span>
        </div>
      ),
    },
    {
      key: 'next',
      title: texts.nextStep,
      titleHidden: true,
      cell: (row) => {
        const label = mayAssign ? texts.steps[row.doubt] : texts.see
        return (
          <ButtonLink href={rolePath(row.roleId)} label={`${label}: ${row.name}, ${row.roleName}`}>
            {label}
          </ButtonLink>
        )
      },
    },
  ]
  return (
    <section>
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
