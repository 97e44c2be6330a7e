import { formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { carriedFields, type TypedForm } from '../../../platform/http/typed-form.ts'
import { Alert, Button, Form, FormActions, Heading, Remark, Stack, Table } from '../../../ui/index.ts'
import type { AskedRule, RoundPreview } from '../actions/starting.ts'
import type { RoundPlan } from '../domain/round.ts'
import { newRoundPath, roundsPath } from '../paths.ts'
import { carried } from '../plan-form.ts'
import { type RoundTexts, roundTexts } from '../texts.ts'

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
  const { asked, people, losses, lackAdministrator, lackHolders, alreadyAsked } = preview
  return (
    <Stack>
      <Heading
        metaTitle={plan.name}
        meta={`${texts.closes} ${formatCivilDay(plan.closesOn)}`}
        title={texts.previewTitle}
        lead={texts.previewLead(asked, people)}
      />
      {losses.length === 0 ? (
        <Remark icon="success">{texts.noLoss}</Remark>
      ) : (
        <Alert kind="warning">
          {losses.map(({ on, people: count }) => (
            <p key={on}>
              <strong>{texts.loss(asked, count, formatCivilDay(on))}</strong>
            </p>
          ))}
          <p>{texts.brakeNote}</p>
        </Alert>
      )}
      <Table
        caption={texts.roles}
        rows={preview.roles}
        keyOf={(role) => role.roleId}
        columns={[
          { key: 'role', title: texts.role, naming: true, cell: (role) => role.roleName },
          { key: 'lines', title: texts.lines, figures: true, cell: (role) => role.people },
          { key: 'without', title: texts.consequence, cell: (role) => wordsOf(role, texts) },
        ]}
      />
      {lackHolders > 0 && <Remark>{texts.lackHolders(lackHolders)}.</Remark>}
      {alreadyAsked > 0 && <Remark>{texts.alreadyAsked(alreadyAsked)}</Remark>}
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

function wordsOf(role: AskedRule, texts: RoundTexts): string {
  if (!role.losesOn) return texts.keeps
  const day = formatCivilDay(role.losesOn)
  const words = role.nonResponse === 'suspend' ? texts.pauses(day) : texts.removes(day)
  return role.opensAccess ? `${words}. ${texts.closesAccess}` : words
}
