import type { Language } from '../../../kernel/language.ts'
import { Button, ConfirmPanel, Form, FormActions } from '../../../ui/index.ts'
import { closePath, roundPath } from '../paths.ts'
import type { RoleOutcome, Round } from '../queries/rounds.ts'
import { roundTexts } from '../texts.ts'
import { withoutAnswerWords } from './outcomes-table.tsx'

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
                  {texts.closeRole(role.roleName, role.count, `${withoutAnswerWords(role, texts)}.`)}
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
