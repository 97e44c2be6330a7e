import type { VNode } from 'preact'
import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  Button,
  CheckboxGroup,
  Form,
  FormActions,
  faultOf,
  Heading,
  RadioGroup,
  Stack,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { Role } from '../../roles/index.ts'
import { targets, whyNotWrite } from '../domain.ts'
import { audienceKinds, mostBody, type TypedLetter, typedText, typedTexts } from '../letter-form.ts'
import { lettersPath, previewPath } from '../paths.ts'
import type { LetterChoices } from '../queries.ts'
import { letterTexts } from '../texts.ts'

interface WritePageProps {
  readonly language: Language
  readonly role: Role
  readonly choices: LetterChoices
  readonly typed: TypedLetter
  readonly faults: FormFaults['fields'] | undefined
}

/** A letter to a role: to whom, and what it says (R5). */
export function WritePage(props: WritePageProps) {
  const { language, role, typed, faults } = props
  const texts = letterTexts(language)
  const hints = { holders: texts.holdersHint, primary: texts.primaryHint }
  const possible = targets.filter((target) => whyNotWrite(role, target) === null)
  return (
    <Stack>
      <Heading metaTitle={role.name} title={texts.write} lead={texts.writeLead(role.name)} />
      <Form action={previewPath(role.id)}>
        <RadioGroup
          name="target"
          label={texts.target}
          value={typedText(typed, 'target') || 'holders'}
          error={faultOf(faults, 'target', language)}
          options={possible.map((value) => ({ value, label: texts[value], hint: hints[value] }))}
        />
        <AudienceFields {...props} />
        <TextField
          name="subject"
          label={texts.subject}
          maxLength={150}
          width="full"
          value={typedText(typed, 'subject')}
          error={faultOf(faults, 'subject', language)}
        />
        <TextArea
          name="body"
          label={texts.body}
          hint={texts.bodyHint}
          rows={12}
          maxLength={mostBody}
          width="full"
          value={typedText(typed, 'body')}
          error={faultOf(faults, 'body', language)}
        />
        <FormActions>
          <Button kind="primary">{texts.toPreview}</Button>
          <a href={lettersPath(role.id)}>{texts.cancel}</a>
        </FormActions>
      </Form>
    </Stack>
  )
}

function AudienceFields({ language, choices, typed, faults }: WritePageProps) {
  const texts = letterTexts(language)
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
      value={typedText(typed, 'audience') || 'all'}
      error={faultOf(faults, 'audience', language)}
      options={audienceKinds.map((kind) => ({ value: kind, label: labels[kind] }))}
      after={(kind) => fields[kind] && <div class="tv-of-choice">{fields[kind]}</div>}
    />
  )
}
