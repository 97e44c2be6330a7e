import { addDays, type CivilDay, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { Alert, Button, Form, FormActions, Heading, Remark, Section, Stack } from '../../../ui/index.ts'
import type { Role } from '../domain.ts'
import type { AskingTemplate, EndingDraft, EndingEffect } from '../domain-ending.ts'
import { type EndingTexts, endingTexts } from '../ending-texts.ts'
import { amendEndingPath, descriptionPath, endingPath } from '../paths.ts'
import { previewTexts } from '../preview-texts.ts'
import { Lines } from './lines.tsx'
import { PlacesTable } from './places-table.tsx'

interface EndingPreviewPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly role: Role
  readonly draft: EndingDraft
  readonly effect: EndingEffect
  /** The role that takes its place. */
  readonly replacedBy: string | null
  /** Seen before, when it did something else. */
  readonly isOther: boolean
  /** What was typed, and by which preview it was seen. */
  readonly carried: Readonly<Record<string, string>>
}

/** Whom the end of a role affects, and when what happens, before it is said. */
export function EndingPreviewPage(props: EndingPreviewPageProps) {
  const { language, today, role, draft, effect } = props
  const texts = endingTexts(language)
  const day = formatCivilDay(draft.endsBefore)
  const isToday = draft.endsBefore === today
  const closes = effect.access.losing > 0
  return (
    <Stack>
      <Heading
        metaTitle={role.name}
        title={texts.previewTitle}
        lead={
          isToday
            ? texts.previewLeadToday
            : texts.previewLead(day, formatCivilDay(addDays(draft.endsBefore, -1)))
        }
      />
      {props.isOther && <Alert kind="warning">{texts.again}</Alert>}
      <Losing {...{ language, texts, day, effect }} />
      <Section title={texts.alsoTitle}>
        <Lines lines={alsoOf(effect, day, texts)} />
      </Section>
      {effect.templates.length > 0 && <Templates {...{ texts, templates: effect.templates }} />}
      <Section title={texts.saidTitle}>
        <p>{texts.why(draft.reason)}</p>
        {props.replacedBy && (
          <p>
            {texts.instead} {props.replacedBy}
          </p>
        )}
      </Section>
      <Section title={texts.afterTitle}>
        <Lines lines={isToday ? texts.afterToday(closes) : texts.after(day, closes)} />
      </Section>
      <Form action={endingPath(role.id)} hidden={props.carried}>
        <FormActions>
          <Button kind="warning">{isToday ? texts.confirmToday : texts.confirm(day)}</Button>
          <Button formAction={amendEndingPath(role.id)}>{texts.amend}</Button>
          <a href={descriptionPath(role.id)}>{texts.cancel}</a>
        </FormActions>
      </Form>
    </Stack>
  )
}

interface LosingProps {
  readonly language: Language
  readonly texts: EndingTexts
  readonly day: string
  readonly effect: EndingEffect
}

function Losing({ language, texts, day, effect }: LosingProps) {
  const { people, municipalities, access } = effect
  if (people === 0 && access.losing === 0) return <Remark icon="success">{texts.losingNobody}</Remark>
  const caption = texts.losesTitle
  return (
    <>
      <Alert kind="warning">
        {people > 0 && (
          <p>
            <strong>{texts.losing(people, municipalities, day)}</strong>
          </p>
        )}
        {access.losing > 0 ? (
          <p>
            {texts.losingAccess(access.losing, access.losingIn)}{' '}
            {access.losingAll > 0 && texts.losingAll(access.losingAll)}
          </p>
        ) : (
          <p>{texts.noAccess}</p>
        )}
      </Alert>
      {access.places.length > 0 && (
        <Section title={caption}>
          <PlacesTable {...{ texts: previewTexts(language), caption, places: access.places }} />
        </Section>
      )}
    </>
  )
}

function alsoOf(effect: EndingEffect, day: string, texts: EndingTexts): string[] {
  const { planned, waiting, lines, rounds } = effect
  const points = [
    ...(planned > 0 ? [texts.planned(planned, day)] : []),
    ...(waiting > 0 ? [texts.waiting(waiting)] : []),
    ...(lines > 0 ? [texts.lines(lines, rounds)] : []),
  ]
  return points.length > 0 ? points : [texts.nothingElse]
}

function Templates({ texts, templates }: { texts: EndingTexts; templates: readonly AskingTemplate[] }) {
  return (
    <Section title={texts.templatesTitle}>
      <Stack>
        <p>{texts.templatesText}</p>
        <Lines lines={templates.map(({ title, openTasks }) => `${title}: ${texts.openTasks(openTasks)}`)} />
      </Stack>
    </Section>
  )
}
