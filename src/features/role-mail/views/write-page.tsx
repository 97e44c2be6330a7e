import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import { type TypedForm, typedAudience, typedText } from '../../../platform/http/typed-form.ts'
import {
  AudienceField,
  Button,
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
import { mostBody } from '../letter-form.ts'
import { lettersPath, previewPath } from '../paths.ts'
import type { LetterChoices } from '../queries.ts'
import { letterTexts } from '../texts.ts'

interface WritePageProps {
  readonly language: Language
  readonly role: Role
  readonly choices: LetterChoices
  readonly typed: TypedForm
  readonly faults: FormFaults['fields'] | undefined
}

/** A letter to a role: to whom, and what it says (R5). */
export function WritePage(props: WritePageProps) {
  const { language, role, choices, typed, faults } = props
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
          value={typedText(typed, 'target') ?? 'holders'}
          error={faultOf(faults, 'target', language)}
          options={possible.map((value) => ({ value, label: texts[value], hint: hints[value] }))}
        />
        <AudienceField {...{ language, choices, faults }} words={texts} chosen={typedAudience(typed)} />
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
