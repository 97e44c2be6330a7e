import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  BlockedButton,
  Button,
  DateField,
  Form,
  FormActions,
  faultOf,
  Heading,
  PanelCard,
  SelectField,
  Stack,
  TextArea,
} from '../../../ui/index.ts'
import type { Role } from '../domain.ts'
import { mostEndingReason, suggestedEnd, whyNotCallOff, whyNotEndRole } from '../domain-ending.ts'
import { endingTexts } from '../ending-texts.ts'
import { callOffPath, descriptionPath, endingPath } from '../paths.ts'
import type { NamedRole } from '../queries-ending.ts'
import { EndingNote } from './ending-note.tsx'

interface EndingFormPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly role: Role
  /** Roles that can take its place. */
  readonly roles: readonly NamedRole[]
  /** What was typed; null: what stands, or what is suggested. */
  readonly typed: FormFaults['typed'] | null
  readonly fields?: FormFaults['fields']
}

/** Where an editor says when a role ends and why, says it anew, or calls it off. */
export function EndingFormPage(props: EndingFormPageProps) {
  const { language, today, role } = props
  const texts = endingTexts(language)
  const refusal = whyNotEndRole(role, today)
  return (
    <Stack>
      <Heading title={texts.formTitle(role.name)} lead={texts.formLead} />
      <EndingNote {...{ language, today, role }} />
      {refusal ? (
        <BlockedButton reason={refusal.sentence[language]}>{texts.see}</BlockedButton>
      ) : (
        <EndingForm {...props} />
      )}
      {whyNotCallOff(role, today) === null && (
        <PanelCard title={texts.callOffTitle}>
          <p>{texts.callOffText}</p>
          <Form action={callOffPath(role.id)} hidden={{ version: String(role.endingVersion) }}>
            <FormActions>
              <Button>{texts.callOff}</Button>
            </FormActions>
          </Form>
        </PanelCard>
      )}
    </Stack>
  )
}

function EndingForm({ language, today, role, roles, typed, fields }: EndingFormPageProps) {
  const texts = endingTexts(language)
  const { ending } = role
  const standing: Readonly<Record<string, string>> = {
    endsBefore: ending?.endsBefore ?? suggestedEnd(today),
    reason: ending?.reason ?? '',
    replacedById: ending?.replacedBy?.id ?? '',
  }
  const field = (name: string) => {
    const value = typed ? typed[name] : standing[name]
    return { name, value: typeof value === 'string' ? value : '', error: faultOf(fields, name, language) }
  }
  return (
    <Form action={endingPath(role.id)} hidden={{ version: String(role.endingVersion) }}>
      <DateField {...field('endsBefore')} label={texts.day} hint={texts.dayHint} />
      <TextArea
        {...field('reason')}
        label={texts.reason}
        hint={texts.reasonHint}
        maxLength={mostEndingReason}
        rows={4}
      />
      <SelectField
        {...field('replacedById')}
        label={texts.replacedBy}
        hint={texts.replacedByHint}
        emptyLabel={texts.noReplacement}
        options={roles.map(({ id, name }) => ({ value: id, label: name }))}
        optional
      />
      <FormActions>
        <Button kind="primary">{texts.see}</Button>
        <a href={descriptionPath(role.id)}>{texts.cancel}</a>
      </FormActions>
    </Form>
  )
}
