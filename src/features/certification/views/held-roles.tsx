import type { Language } from '../../../kernel/language.ts'
import { Alert, BlockedButton, Button, Form, FormActions } from '../../../ui/index.ts'
import { brakePath } from '../paths.ts'
import type { Round, RoundRole } from '../queries/rounds.ts'
import type { RoundTexts } from '../texts.ts'

interface HeldRolesProps {
  readonly round: Round
  readonly mayApprove: boolean
  readonly language: Language
  readonly texts: RoundTexts
}

/** What the brake holds back (C4): operations decide here, others read why it waits. */
export function HeldRoles({ round, mayApprove, texts }: HeldRolesProps) {
  const held = round.roles.filter((role) => role.brake === 'held')
  const decided = round.roles.filter((role) => role.brakeDecidedByName !== null)
  return (
    <>
      {held.map((role) => (
        <Alert key={role.roleId} kind="warning" title={texts.heldTitle(role.roleName)}>
          <p>
            {round.kind === 'leaver'
              ? texts.heldLeavers(role.brakeUndecided ?? 0, role.holderCount)
              : texts.heldText(role.brakeUndecided ?? 0, role.holderCount, texts.heldWords[role.nonResponse])}
          </p>
          {mayApprove ? (
            <Decide round={round} role={role} texts={texts} />
          ) : (
            <Waits role={role} texts={texts} />
          )}
        </Alert>
      ))}
      {decided.map((role) => (
        <p key={role.roleId} class="tv-note">
          {role.roleName}: {texts.decided(role.brakeDecidedByName ?? '', role.brake === 'approved')}
        </p>
      ))}
    </>
  )
}

function Decide({ round, role, texts }: { round: Round; role: RoundRole; texts: RoundTexts }) {
  return (
    <Form action={brakePath(round.id, role.roleId)}>
      <FormActions>
        <Button kind="primary" name="decision" value="rejected">
          {texts.reject}
        </Button>
        <Button kind="warning" name="decision" value="approved">
          {texts.approve(role.brakeUndecided ?? 0)}
        </Button>
      </FormActions>
    </Form>
  )
}

function Waits({ role, texts }: { role: RoundRole; texts: RoundTexts }) {
  return (
    <BlockedButton reason={texts.onlyOperations}>{texts.approve(role.brakeUndecided ?? 0)}</BlockedButton>
  )
}
