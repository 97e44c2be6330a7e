import { nameWithPrincipal } from '../../../kernel/actor.ts'
import { addDays, civilDayOf, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Refusal } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  Alert,
  BlockedButton,
  Button,
  ButtonLink,
  ComingSteps,
  ConfirmPanel,
  Day,
  Facts,
  Form,
  FormActions,
  Heading,
  Named,
  Remark,
  Stack,
} from '../../../ui/index.ts'
import { accessWords, type Role } from '../../roles/index.ts'
import { lastDayOf } from '../domain-pending.ts'
import { rolePath, withdrawPath } from '../paths.ts'
import { pendingTexts } from '../pending-texts.ts'
import type { PendingAssignment } from '../queries-pending.ts'
import { assignmentTexts } from '../texts.ts'

interface WithdrawPageProps {
  readonly language: Language
  readonly pending: PendingAssignment
  readonly refusal: Refusal | null
}

/** Asks before a promise is taken back. */
export function WithdrawPage({ language, pending, refusal }: WithdrawPageProps) {
  const texts = pendingTexts(language)
  const { roleId, id, name } = pending
  const keep = <a href={rolePath(roleId)}>{texts.keep}</a>
  return (
    <ConfirmPanel title={texts.withdrawTitle(name)} text={refusal ? null : texts.withdrawText(name)}>
      {refusal ? (
        <Stack>
          <BlockedButton reason={refusal.sentence[language]}>{texts.withdrawIt}</BlockedButton>
          <p>{keep}</p>
        </Stack>
      ) : (
        <Form action={withdrawPath(roleId, id)}>
          <FormActions>
            <Button kind="warning">{texts.withdrawIt}</Button>
            {keep}
          </FormActions>
        </Form>
      )}
    </ConfirmPanel>
  )
}

export interface InstructionPageProps {
  readonly language: Language
  readonly pending: PendingAssignment
  readonly role: Role
  readonly organisationName: string
  /** Where the portal is, as one types it. */
  readonly portalAddress: string
  readonly isWaiting: boolean
}

/** What the person has to do, for printing or for a mail (R3). */
export function InstructionPage(props: InstructionPageProps) {
  const { language, pending, role, organisationName, isWaiting } = props
  const texts = pendingTexts(language)
  return (
    <Stack>
      <Heading
        meta={texts.to(pending.name)}
        title={texts.instructionTitle}
        lead={texts.instructionLead(role.name, organisationName)}
      />
      {!isWaiting && (
        <Alert kind="warning">
          <p>{texts.settled}</p>
        </Alert>
      )}
      <ComingSteps steps={stepsOf(props)} />
      <InstructionFacts {...props} />
      <Remark>{texts.printHint}</Remark>
      <FormActions>
        {isWaiting && (
          <ButtonLink kind="primary" href={mailOf(props)}>
            {texts.sendMail}
          </ButtonLink>
        )}
        <a class="tv-fact-link" href={rolePath(role.id)}>
          {texts.back}
        </a>
      </FormActions>
    </Stack>
  )
}

function stepsOf({ language, pending, role, portalAddress }: InstructionPageProps) {
  const { created, signIn, rest } = pendingTexts(language).steps
  const lastDay = formatCivilDay(lastDayOf(pending, role))
  return [
    { ...created, by: 'other' as const },
    {
      title: signIn.title,
      text: signIn.text(portalAddress),
      when: signIn.when(lastDay),
      by: 'you' as const,
    },
    { ...rest, by: 'portal' as const },
  ]
}

function InstructionFacts({ language, pending, role }: InstructionPageProps) {
  const texts = pendingTexts(language)
  const { facts } = texts
  const accesses = role.access.map((access) => accessWords(access, language)).join('. ')
  const emailNote = pending.userUuid ? facts.emailNoteUuid : facts.emailNote
  return (
    <Facts
      form="panel"
      facts={[
        { label: facts.role, value: role.name },
        { label: facts.gives, value: accesses || assignmentTexts(language).noAccess },
        ...(pending.email
          ? [{ label: facts.email, value: <Named name={pending.email} note={emailNote} /> }]
          : []),
        {
          label: facts.givenBy,
          value: nameWithPrincipal(pending.givenByName, pending.givenOnBehalfOfName, language),
        },
        { label: facts.givenOn, value: <Day day={civilDayOf(pending.givenAt)} /> },
        { label: facts.expires, value: <Day day={lastDayOf(pending, role)} /> },
        ...(pending.startsOn
          ? [{ label: assignmentTexts(language).startsOn, value: <Day day={pending.startsOn} /> }]
          : []),
        ...(pending.endsBefore
          ? [
              {
                label: assignmentTexts(language).lastDay,
                value: <Day day={addDays(pending.endsBefore, -1)} />,
              },
            ]
          : []),
      ]}
    />
  )
}

/** The same words as a mail of the administrator's own. */
function mailOf(props: InstructionPageProps): string {
  const { language, pending, role, organisationName } = props
  const texts = pendingTexts(language)
  const lines = [
    texts.instructionLead(role.name, organisationName),
    ...stepsOf(props).map((step, index) => `${index + 1}. ${step.title}: ${step.text}`),
    `${texts.facts.expires}: ${formatCivilDay(lastDayOf(pending, role))}`,
  ]
  const subject = encodeURIComponent(texts.mailSubject(role.name))
  return `mailto:${encodeURIComponent(pending.email ?? '')}?subject=${subject}&body=${encodeURIComponent(lines.join('\r\n\r\n'))}`
}
