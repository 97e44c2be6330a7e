import type { FieldFaults } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import { type TypedForm, typedAudience, typedText, typedTexts } from '../../../platform/http/typed-form.ts'
import {
  AudienceField,
  Button,
  CheckboxGroup,
  DateField,
  Form,
  FormActions,
  faultOf,
  Heading,
  RadioGroup,
  TextField,
} from '../../../ui/index.ts'
import { mostNameCharacters } from '../domain/round.ts'
import { previewPath, roundsPath } from '../paths.ts'
import { nonResponseChoices } from '../plan-form.ts'
import type { RoundChoices } from '../queries/preview.ts'
import { roundTexts } from '../texts.ts'

interface RoundFormPageProps {
  readonly language: Language
  readonly choices: RoundChoices
  readonly typed: TypedForm
  readonly faults: FieldFaults | undefined
}

/** Five fields (C3): name, roles, municipalities, last day, and what happens without an answer. */
export function RoundFormPage({ language, choices, typed, faults }: RoundFormPageProps) {
  const texts = roundTexts(language)
  return (
    <>
      <Heading title={texts.newTitle} lead={texts.newLead} />
      <Form action={previewPath}>
        <TextField
          name="name"
          label={texts.name}
          hint={texts.nameHint}
          maxLength={mostNameCharacters}
          width="full"
          value={typedText(typed, 'name')}
          error={faultOf(faults, 'name', language)}
        />
        <CheckboxGroup
          name="roleIds"
          label={texts.roles}
          values={typedTexts(typed, 'roleIds')}
          error={faultOf(faults, 'roleIds', language)}
          options={choices.roles.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <AudienceField {...{ language, choices, faults }} words={texts} chosen={typedAudience(typed)} />
        <DateField
          name="closesOn"
          label={texts.closesOn}
          hint={texts.closesHint}
          value={typedText(typed, 'closesOn')}
          error={faultOf(faults, 'closesOn', language)}
        />
        <RadioGroup
          name="nonResponse"
          label={texts.nonResponse}
          value={typedText(typed, 'nonResponse') ?? 'asRole'}
          error={faultOf(faults, 'nonResponse', language)}
          options={nonResponseChoices.map((kind) => ({ value: kind, label: texts.nonResponses[kind] }))}
          after={(kind) =>
            kind === 'remove' && (
              <div class="tv-of-choice">
                <TextField
                  name="graceDays"
                  label={texts.graceDays}
                  hint={texts.graceHint}
                  optional
                  inputMode="numeric"
                  width="short"
                  value={typedText(typed, 'graceDays')}
                  error={faultOf(faults, 'graceDays', language)}
                />
              </div>
            )
          }
        />
        <FormActions>
          <Button kind="primary">{texts.toPreview}</Button>
          <a href={roundsPath}>{texts.cancel}</a>
        </FormActions>
      </Form>
    </>
  )
}
