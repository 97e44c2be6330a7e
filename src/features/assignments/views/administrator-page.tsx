import type { Language } from '../../../kernel/language.ts'
import { EmptyState, Heading, Stack, Table } from '../../../ui/index.ts'
import type { User } from '../../users/index.ts'
import { type AssignmentTexts, assignmentTexts } from '../texts.ts'

function Mail({ texts, email }: { texts: AssignmentTexts; email: string | null }) {
  return email ? <a href={`mailto:${email}`}>{email}</a> : <span class="tv-note">{texts.noEmail}</span>
}

/** Names and addresses, for a panel. */
export function AdministratorList(props: { texts: AssignmentTexts; administrators: readonly User[] }) {
  const { texts, administrators } = props
  return (
    <ul>
      {administrators.map((user) => (
        <li key={user.id}>
          {user.name}, <Mail texts={texts} email={user.email} />
        </li>
      ))}
    </ul>
  )
}

interface AdministratorPageProps {
  readonly language: Language
  /** Null for those who are no municipality and have none. */
  readonly administrators: readonly User[] | null
  /** Who holds the role in each municipality, for the central body. */
  readonly occupancyHref: string | null
}

/** Who our KLIK-administrators are: everybody can see it (R6). */
export function AdministratorPage({ language, administrators, occupancyHref }: AdministratorPageProps) {
  const texts = assignmentTexts(language)
  if (!administrators) {
    return (
      <>
        <Heading title={texts.otherSideTitle} lead={occupancyHref ? texts.centralSide : texts.otherSide} />
        {occupancyHref && (
          <p>
            <a href={occupancyHref}>{texts.seeAdministrators}</a>
          </p>
        )}
      </>
    )
  }
  return (
    <Stack>
      <Heading title={texts.administratorTitle} lead={texts.administratorLead} />
      {administrators.length > 0 ? (
        <Table
          caption={texts.administratorTitle}
          rows={administrators}
          keyOf={(user: User) => user.id}
          columns={[
            { key: 'name', title: texts.name, naming: true, cell: (user) => user.name },
            { key: 'email', title: texts.email, cell: (user) => <Mail texts={texts} email={user.email} /> },
          ]}
        />
      ) : (
        <EmptyState title={texts.noAdministratorTitle}>{texts.noAdministrator}</EmptyState>
      )}
    </Stack>
  )
}
