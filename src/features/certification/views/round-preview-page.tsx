import { formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { carriedFields, type TypedForm } from '../../../platform/http/typed-form.ts'
import { Alert, Button, Form, FormActions, Heading, Remark, Stack } from '../../../ui/index.ts'
import type { RoundPreview } from '../actions/starting.ts'
import type { RoundPlan } from '../domain/round.ts'
import { newRoundPath, roundsPath } from '../paths.ts'
import { carried } from '../plan-form.ts'
import { roundTexts } from '../texts.ts'
import { Losses } from './losses.tsx'

interface RoundPreviewPageProps {
  readonly language: Language
  readonly plan: RoundPlan
  readonly preview: RoundPreview
  readonly typed: TypedForm
  /** Names the round: sending the page twice makes one. */
  readonly id: string
}

/** What silence would cost, in words, before anything is sent (C3). */
export function RoundPreviewPage({ language, plan, preview, typed, id }: RoundPreviewPageProps) {
  const texts = roundTexts(language)
  const { asked, people, lackAdministrator, lackHolders, askedAlready, alreadyAsked } = preview
  return (
    <Stack>
      <Heading
        metaTitle={plan.name}
        meta={`${texts.closes} ${formatCivilDay(plan.closesOn)}`}
        title={texts.previewTitle}
        lead={texts.previewLead(asked, people)}
      />
      <Losses preview={preview} texts={texts} />
      {lackHolders > 0 && <Remark>{texts.lackHolders(lackHolders)}.</Remark>}
      {askedAlready > 0 && <Remark>{texts.askedAlready(askedAlready)}</Remark>}
      {alreadyAsked > 0 && <Remark>{texts.alreadyAsked(alreadyAsked)}</Remark>}
      {preview.roles.map(
        ({ roleId, roleName, planMovesTo }) =>
          planMovesTo && (
            <Remark key={roleId}>{texts.planMoves(roleName, formatCivilDay(planMovesTo))}</Remark>
          ),
      )}
      {preview.roles.map(
        ({ roleId, roleName, planStays, lines, holders }) =>
          planStays && <Remark key={roleId}>{texts.planStays(roleName, lines, holders)}</Remark>,
      )}
      {lackAdministrator.length > 0 ? (
        <Alert kind="warning" title={texts.lackAdministrator(lackAdministrator.length)}>
          <p>{lackAdministrator.join(', ')}</p>
        </Alert>
      ) : (
        <Remark icon="success">{texts.allHaveAdministrator}</Remark>
      )}
      <Form action={roundsPath} hidden={{ id }} carried={carriedFields(typed, carried)}>
        <Remark>{texts.irrevocable}</Remark>
        <FormActions>
          <Button kind="primary">{texts.send(asked)}</Button>
          <Button formAction={newRoundPath}>{texts.change}</Button>
        </FormActions>
      </Form>
    </Stack>
  )
}
