import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  AccessBadge,
  type Column,
  Day,
  EmptyState,
  Heading,
  Named,
  PanelCard,
  PrimaryBadge,
  Section,
  Stack,
  Table,
  TwoColumns,
} from '../../../ui/index.ts'
import { accessWords, Checklist, EndingBadge, EndingNote, serverWords } from '../../roles/index.ts'
import type { Deputy, User } from '../../users/index.ts'
import { faultSentence } from '../access-faults.ts'
import { type AccessStates, isNewIn, nearLastDay } from '../domain.ts'
import { resignPath, rolePath } from '../paths.ts'
import type { HeldRole } from '../queries.ts'
import { type AssignmentTexts, assignmentTexts } from '../texts.ts'
import { AdministratorList } from './administrator-page.tsx'

interface MyRolesPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly roles: readonly HeldRole[]
  readonly states: AccessStates
  readonly administrators: readonly User[]
  /** Those who act for an administrator today. */
  readonly deputies: readonly Deputy[]
}

/** The roles one holds oneself, with the access they give (R6). */
export function MyRolesPage({ language, today, roles, states, administrators, deputies }: MyRolesPageProps) {
  const texts = assignmentTexts(language)
  const columns: Column<HeldRole>[] = [
    {
      key: 'role',
      title: texts.role,
      naming: true,
      cell: (held) => (
        <>
          <a href={rolePath(held.roleId)}>{held.roleName}</a> {held.isPrimary && <PrimaryBadge />}{' '}
          <EndingBadge {...{ language, ending: held.roleEnding }} />
        </>
      ),
    },
    { key: 'since', title: texts.since, cell: (held) => <Day day={held.startsOn} /> },
    {
      key: 'access',
      title: texts.access,
      cell: (held) => <OwnAccess {...{ language, today, texts, held, states }} />,
    },
    {
      key: 'action',
      title: texts.action,
      cell: (held) => (
        <a href={resignPath(held.assignmentId)} aria-label={`${texts.resign}: ${held.roleName}`}>
          {texts.resign}
        </a>
      ),
    },
  ]
  return (
    <TwoColumns
      asideLast
      heading={<Heading title={texts.ownTitle} lead={texts.ownLead} />}
      aside={
        <PanelCard title={texts.ownStopped}>
          <Stack>
            <p>{texts.ownStoppedText}</p>
            <AdministratorList {...{ texts, administrators, deputies }} />
          </Stack>
        </PanelCard>
      }
    >
      {roles.length > 0 ? (
        <Table caption={texts.ownTitle} columns={columns} rows={roles} keyOf={(held) => held.assignmentId} />
      ) : (
        <EmptyState title={texts.ownEmptyTitle}>{texts.ownEmpty}</EmptyState>
      )}
      {roles
        .filter((held) => held.roleEnding)
        .map((held) => (
          <Section key={held.assignmentId} title={held.roleName}>
            <EndingNote
              {...{ language, today }}
              role={{ isRetired: false, ending: held.roleEnding, access: held.access }}
            />
          </Section>
        ))}
      {roles
        .filter((held) => held.takeOver && isNewIn(held, today))
        .map((held) => (
          <Section key={held.assignmentId} title={texts.newIn(held.roleName)}>
            <Checklist list={held.takeOver} />
          </Section>
        ))}
    </TwoColumns>
  )
}

interface OwnAccessProps {
  readonly language: Language
  readonly today: CivilDay
  readonly texts: AssignmentTexts
  readonly held: HeldRole
  readonly states: AccessStates
}

function OwnAccess({ language, today, texts, held, states }: OwnAccessProps) {
  if (held.access.length === 0) return <span class="tv-note">{texts.noAccess}</span>
  const accesses = held.access.map((access) => accessWords(access, language)).join('. ')
  const shown = states.get(held.roleId)
  if (!shown) return <Named name={texts.accessUnknown} note={accesses} />
  const lastDay = shown.state.kind === 'active' ? nearLastDay(held, today) : null
  return (
    <div>
      <AccessBadge state={lastDay ? { kind: 'until', day: lastDay } : shown.state} />
      {shown.connector && <span class="tv-note">{serverWords(shown.connector)}</span>}
      <span class="tv-note">{shown.fault ? faultSentence(shown.fault, language) : accesses}</span>
    </div>
  )
}
