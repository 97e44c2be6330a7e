import { formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { Button, ConfirmPanel, Form, FormActions } from '../../../ui/index.ts'
import type { ClosingRole } from '../actions/closing.ts'
import { closePath, roundPath } from '../paths.ts'
import type { Round } from '../queries/rounds.ts'
import { type RoundTexts, roundTexts } from '../texts.ts'
import { withoutAnswerWords } from './outcomes-table.tsx'

interface ClosePageProps {
  readonly language: Language
  readonly round: Round
  /** What the close would do now, role by role. */
  readonly roles: readonly ClosingRole[]
}

/** Before harm: whom the close reaches, role by role, with the days. */
export function ClosePage({ language, round, roles }: ClosePageProps) {
  const texts = roundTexts(language)
  return (
    <ConfirmPanel
      title={texts.closeTitle(round.name)}
      text={
        <>
          <p>{texts.closeText(round.undecided)}</p>
          {roles.length > 0 && (
            <ul>
              {roles.map((role) => (
                <li key={role.roleId}>
                  {texts.closeRole(role.roleName, role.undecided, wordsOf(role, texts))}
                </li>
              ))}
            </ul>
          )}
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

/** What happens by itself, or that the brake holds it (C4). */
function wordsOf(role: ClosingRole, texts: RoundTexts): string {
  if (role.isHeld) return texts.closeHeld(role.atOnce, role.holders, withoutAnswerWords(role, texts))
  if (role.consequence === 'kept') return `${texts.keeps}.`
  const day = role.consequence === 'grace' && role.removesOn ? formatCivilDay(role.removesOn) : null
  const words = day ? texts.closeRemoves(day) : texts.closePauses
  return role.opensAccess ? `${words} ${texts.closesAccess}` : words
}
