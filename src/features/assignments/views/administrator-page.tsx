import type { Language } from '../../../kernel/language.ts'
import {
  Badge,
  Day,
  EmptyState,
  GroupHeading,
  Heading,
  Named,
  Remark,
  Section,
  Stack,
  Table,
} from '../../../ui/index.ts'
import { type Mailbox, mailboxPath } from '../../organisations/index.ts'
import { type Deputy, deputiesPath, type User } from '../../users/index.ts'
import type { MunicipalAdministrators } from '../queries-overview.ts'
import { type AssignmentTexts, assignmentTexts } from '../texts.ts'

function Mail({ texts, email }: { texts: AssignmentTexts; email: string | null }) {
  return email ? <a href={`mailto:${email}`}>{email}</a> : <span class="tv-note">{texts.noEmail}</span>
}

interface AdministratorListProps {
  readonly texts: AssignmentTexts
  readonly administrators: readonly User[]
  readonly deputies: readonly Deputy[]
}

/** Names and addresses, for a panel. */
export function AdministratorList({ texts, administrators, deputies }: AdministratorListProps) {
  return (
    <ul>
      {administrators.map((user) => (
        <li key={user.id}>
          {user.name}, <Mail texts={texts} email={user.email} />
        </li>
      ))}
      {deputies.map((deputy) => (
        <li key={deputy.id}>
          {deputy.name}, <Mail texts={texts} email={deputy.email} />
          <span class="tv-note">{texts.actsFor(deputy.administratorName)}</span>
        </li>
      ))}
    </ul>
  )
}

interface AdministratorPageProps {
  readonly language: Language
  /** Null for those who are no municipality and have none. */
  readonly administrators: readonly User[] | null
  /** Those who act for one of them today. */
  readonly deputies: readonly Deputy[]
  /** Whether the one who looks may appoint one. */
  readonly mayAppoint: boolean
  /** Where a letter goes that reaches nobody else (R5); null for those who are no municipality. */
  readonly mailbox: Mailbox | null
  readonly mayKeepMailbox: boolean
  /** Who they are in each municipality, for those at the central body who may know. */
  readonly municipalities: readonly MunicipalAdministrators[] | null
}

/** Who our KLIK-administrators are: everybody can see it (R6). */
export function AdministratorPage(props: AdministratorPageProps) {
  const { language, administrators, deputies, mayAppoint, mailbox, municipalities } = props
  const texts = assignmentTexts(language)
  if (!administrators) {
    return (
      <Stack>
        <Heading title={texts.otherSideTitle} lead={municipalities ? texts.centralSide : texts.otherSide} />
        <Remark>{texts.administratorRight}</Remark>
        {municipalities && <Everywhere texts={texts} municipalities={municipalities} />}
      </Stack>
    )
  }
  return (
    <Stack>
      <Heading title={texts.administratorTitle} lead={texts.administratorLead} />
      <Remark>{texts.administratorRight}</Remark>
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
      {deputies.length > 0 && <Deputies texts={texts} deputies={deputies} />}
      <p class="tv-more">
        <a href={deputiesPath}>{mayAppoint ? texts.appointDeputy : texts.allDeputies}</a>
      </p>
      {mailbox && <OwnMailbox texts={texts} mailbox={mailbox} mayKeep={props.mayKeepMailbox} />}
    </Stack>
  )
}

interface EverywhereProps {
  readonly texts: AssignmentTexts
  readonly municipalities: readonly MunicipalAdministrators[]
}

/** Municipality by municipality; where nobody has signed in with the right, it says so. */
function Everywhere({ texts, municipalities }: EverywhereProps) {
  return (
    <Table
      caption={texts.otherSideTitle}
      rows={municipalities}
      onPhone="brief"
      keyOf={({ organisationId }) => String(organisationId)}
      columns={[
        { key: 'name', title: texts.municipality, naming: true, cell: ({ name }) => name },
        {
          key: 'people',
          title: texts.administrator,
          cell: ({ people }) =>
            people.length === 0 ? (
              <Badge variant="warning" icon="warning">
                {texts.lacksAdministrator}
              </Badge>
            ) : (
              <ul>
                {people.map(({ id, name, email }) => (
                  <li key={id}>
                    {name}, <Mail texts={texts} email={email} />
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  )
}

interface OwnMailboxProps {
  readonly texts: AssignmentTexts
  readonly mailbox: Mailbox
  readonly mayKeep: boolean
}

/** The shared mailbox, or that there is none, with the way to say which. */
function OwnMailbox({ texts, mailbox, mayKeep }: OwnMailboxProps) {
  const { address, bouncedOn } = mailbox
  return (
    <Section title={texts.mailbox}>
      <p>{address ? <Mail texts={texts} email={address} /> : texts.noMailbox}</p>
      <p class="tv-note">{texts.mailboxWhy}</p>
      {bouncedOn && (
        <Remark icon="warning">
          {texts.mailboxReturned} <Day day={bouncedOn} />.
        </Remark>
      )}
      {mayKeep && (
        <p class="tv-more">
          <a href={mailboxPath}>{address ? texts.changeMailbox : texts.addMailbox}</a>
        </p>
      )}
    </Section>
  )
}

function Deputies({ texts, deputies }: { texts: AssignmentTexts; deputies: readonly Deputy[] }) {
  return (
    <section>
      <GroupHeading title={texts.deputyNow} />
      <Table
        caption={texts.deputyNow}
        rows={deputies}
        keyOf={(deputy: Deputy) => deputy.id}
        columns={[
          {
            key: 'name',
            title: texts.name,
            naming: true,
            cell: (deputy) => <Named name={deputy.name} note={texts.actsFor(deputy.administratorName)} />,
          },
          { key: 'email', title: texts.email, cell: (deputy) => <Mail texts={texts} email={deputy.email} /> },
        ]}
      />
    </section>
  )
}
