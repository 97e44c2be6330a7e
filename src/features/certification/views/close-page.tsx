import type { FieldFaults } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import { Button, ConfirmPanel, DateField, Form, FormActions, faultOf, Heading } from '../../../ui/index.ts'
import { closePath, rerunPath, roundPath } from '../paths.ts'
import type { RoleOutcome, Round } from '../queries/rounds.ts'
import { roundTexts } from '../texts.ts'

interface ClosePageProps {
  readonly language: Language
  readonly round: Round
  readonly outcomes: readonly RoleOutcome[]
}

/** Before harm: whom the close reaches, role by role. */
export function ClosePage({ language, round, outcomes }: ClosePageProps) {
  const texts = roundTexts(language)
  const open = round.roles
    .map((role) => ({ ...role, count: outcomes.find(({ roleId }) => roleId === role.roleId)?.none ?? 0 }))
    .filter(({ count }) => count > 0)
  return (
    <ConfirmPanel
      title={texts.closeTitle(round.name)}
      text={
        <>
          <p>{texts.closeText(round.undecided)}</p>
          {round.undecided > 0 && (
            <ul>
              {open.map((role) => (
                <li key={role.roleId}>
                  {texts.closeRole(role.roleName, role.count, `${texts.nonResponses[role.nonResponse]}.`)}
                </li>
              ))}
            </ul>
          )}
          <p>{texts.brakeNote}</p>
        </>
      }
    >
      <Form action={closePath(round.id)}>
        <FormActions>
          <Button kind="warning">{texts.close}</Button>
          <a href={roundPath(round.id)}>{texts.keepOpen}</a>
        </FormActions>
      </Form>
    </ConfirmPanel>
  )
}

interface RerunPageProps {
  readonly language: Language
  readonly round: Round
  readonly closesOn: string
  readonly faults: FieldFaults | undefined
}

/** A new round for those without an answer alone (C5). */
export function RerunPage({ language, round, closesOn, faults }: RerunPageProps) {
  const texts = roundTexts(language)
  return (
    <>
      <Heading metaTitle={round.name} title={texts.rerunTitle} lead={texts.rerunLead(round.undecided)} />
      <Form action={rerunPath(round.id)}>
        <DateField
          name="closesOn"
          label={texts.closesOn}
          hint={texts.closesHint}
          value={closesOn}
          error={faultOf(faults, 'closesOn', language)}
        />
        <FormActions>
          <Button kind="primary">{texts.rerunSend}</Button>
          <a href={roundPath(round.id)}>{texts.cancel}</a>
        </FormActions>
      </Form>
    </>
  )
}
