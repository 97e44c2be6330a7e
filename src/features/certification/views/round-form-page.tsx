import type { VNode } from 'preact'
import type { FieldFaults } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import {
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
import { audienceKinds, nonResponseChoices, type TypedPlan, typedText, typedTexts } from '../plan-form.ts'
import type { RoundChoices } from '../queries/preview.ts'
import { roundTexts } from '../texts.ts'

interface RoundFormPageProps {
  readonly language: Language
  readonly choices: RoundChoices
  readonly typed: TypedPlan
  readonly faults: FieldFaults | undefined
}

/** Five fields (C3): name, roles, municipalities, last day, and what happens without an answer. */
export function RoundFormPage(props: RoundFormPageProps) {
  const { language, choices, typed, faults } = props
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
        <AudienceField {...props} />
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

function AudienceField({ language, choices, typed, faults }: RoundFormPageProps) {
  const texts = roundTexts(language)
  const labels = { all: texts.all, regions: texts.byRegion, list: texts.byList }
  const fields: Record<string, VNode> = {
    regions: (
      <CheckboxGroup
        name="regions"
        label={texts.regions}
        values={typedTexts(typed, 'regions')}
        error={faultOf(faults, 'regions', language)}
        options={choices.regions.map((region) => ({ value: region, label: region }))}
      />
    ),
    list: (
      <details class="tv-many-choices" open={typedText(typed, 'audience') === 'list'}>
        <summary>{texts.showList}</summary>
        <CheckboxGroup
          name="organisationIds"
          label={texts.list}
          values={typedTexts(typed, 'organisationIds')}
          error={faultOf(faults, 'organisationIds', language)}
          options={choices.municipalities.map(({ id, shortName }) => ({
            value: String(id),
            label: shortName,
          }))}
        />
      </details>
    ),
  }
  return (
    <RadioGroup
      name="audience"
      label={texts.audience}
      value={typedText(typed, 'audience') ?? 'all'}
      error={faultOf(faults, 'audience', language)}
      options={audienceKinds.map((kind) => ({ value: kind, label: labels[kind] }))}
      after={(kind) => fields[kind] && <div class="tv-of-choice">{fields[kind]}</div>}
    />
  )
}
