import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import { type TypedForm, typedText, typedTexts } from '../../../platform/http/typed-form.ts'
import {
  Button,
  CheckboxGroup,
  Form,
  FormActions,
  faultOf,
  Heading,
  Remark,
  Stack,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { keyOfPlace, mostBody, mostTitle } from '../domain.ts'
import { announcementsPath, previewPath } from '../paths.ts'
import type { ReachedPlace } from '../queries.ts'
import { postingTexts } from '../texts.ts'

interface WritePageProps {
  readonly language: Language
  readonly places: readonly ReachedPlace[]
  readonly typed: TypedForm
  readonly faults: FormFaults['fields'] | undefined
}

/** A text for those in Mattermost, and where it is posted. */
export function WritePage({ language, places, typed, faults }: WritePageProps) {
  const texts = postingTexts(language)
  return (
    <Stack>
      <Heading title={texts.write} lead={texts.writeLead} />
      <Form action={previewPath}>
        <TextField
          name="title"
          label={texts.headline}
          maxLength={mostTitle}
          width="full"
          value={typedText(typed, 'title')}
          error={faultOf(faults, 'title', language)}
        />
        <TextArea
          name="body"
          label={texts.body}
          hint={texts.bodyHint}
          rows={10}
          maxLength={mostBody}
          width="full"
          value={typedText(typed, 'body')}
          error={faultOf(faults, 'body', language)}
        />
        {places.length > 0 ? (
          <CheckboxGroup
            name="places"
            label={texts.channels}
            hint={texts.channelsHint}
            values={typedTexts(typed, 'places')}
            error={faultOf(faults, 'places', language)}
            options={places.map((place) => ({
              value: keyOfPlace(place),
              label: texts.channelOf(place.team, place.channel),
              hint: texts.reaches(place.persons, place.municipalities),
            }))}
          />
        ) : (
          <Remark icon="info">{texts.noChannels}</Remark>
        )}
        <FormActions>
          <Button kind="primary">{texts.toPreview}</Button>
          <a href={announcementsPath}>{texts.cancel}</a>
        </FormActions>
      </Form>
    </Stack>
  )
}
