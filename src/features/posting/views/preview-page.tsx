import type { Language } from '../../../kernel/language.ts'
import { carriedFields, type TypedForm, typedText } from '../../../platform/http/typed-form.ts'
import { markdownToHtml } from '../../../platform/markdown.ts'
import {
  Button,
  Facts,
  Form,
  FormActions,
  Heading,
  Prose,
  Remark,
  Section,
  Stack,
} from '../../../ui/index.ts'
import { carried } from '../announcement-form.ts'
import { announcementsPath, newAnnouncementPath } from '../paths.ts'
import type { ReachedPlace } from '../queries.ts'
import { postingTexts } from '../texts.ts'

interface PreviewPageProps {
  readonly language: Language
  readonly places: readonly ReachedPlace[]
  readonly typed: TypedForm
  /** Names the announcement: sending the page twice posts once. */
  readonly id: string
}

/** The text as it will be read, where, and the one button that posts it. */
export function PreviewPage({ language, places, typed, id }: PreviewPageProps) {
  const texts = postingTexts(language)
  return (
    <Stack>
      <Heading title={texts.previewTitle} lead={texts.previewLead} />
      <Section title={texts.theText}>
        <h3>{typedText(typed, 'title')}</h3>
        <Prose html={markdownToHtml(typedText(typed, 'body') ?? '')} />
        <Remark icon="info">{texts.button}</Remark>
      </Section>
      <Section title={texts.where}>
        <Facts
          facts={places.map((place) => ({
            label: texts.channelOf(place.team, place.channel),
            value: texts.reaches(place.persons, place.municipalities),
          }))}
        />
      </Section>
      <Form action={announcementsPath} hidden={{ id }} carried={carriedFields(typed, carried)}>
        <FormActions>
          <Button kind="primary">{texts.post}</Button>
          <Button formAction={newAnnouncementPath}>{texts.change}</Button>
        </FormActions>
      </Form>
    </Stack>
  )
}
