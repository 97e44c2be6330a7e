import type { FieldFaults } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  Button,
  CheckboxField,
  FieldRow,
  Form,
  FormActions,
  faultOf,
  Heading,
  Named,
  PanelCard,
  RadioGroup,
  Section,
  SelectField,
  Stack,
  Table,
  TwoColumns,
} from '../../../ui/index.ts'
import type { Reason } from '../domain.ts'
import { habitOf, subjectOf, subjects, waysOf } from '../domain-ways.ts'
import { choicesPath, languagePath } from '../paths.ts'
import { notificationTexts } from '../texts.ts'
import { type WaysTexts, waysTexts } from '../ways-texts.ts'

interface ChoicesPageProps {
  readonly language: Language
  readonly reasons: readonly Reason[]
  /** By the form's own names: what was chosen, or what was typed. */
  readonly values: FormFaults['typed'] | Readonly<Record<string, string | undefined>>
  readonly faults?: FieldFaults | undefined
  readonly mailLanguage: Language
}

/** A field that is sent once, whatever somebody sent. */
const oneOf = (value: string | readonly string[] | undefined): string | null =>
  typeof value === 'string' ? value : null

/** How one is told, reason by reason, and at which hours (N1). */
export function ChoicesPage(props: ChoicesPageProps) {
  const { language, reasons } = props
  const texts = waysTexts(language)
  return (
    <TwoColumns
      asideLast
      heading={<Heading title={texts.title} lead={texts.lead} />}
      aside={<MailLanguage {...props} />}
    >
      <Form action={choicesPath}>
        <Stack>
          {reasons.length > 0 ? <Reasons {...props} texts={texts} /> : <p>{texts.nothing}</p>}
          <Hours {...props} texts={texts} />
          <FormActions>
            <Button kind="primary">{texts.save}</Button>
          </FormActions>
        </Stack>
      </Form>
    </TwoColumns>
  )
}

type Parts = ChoicesPageProps & { readonly texts: WaysTexts }

function Reasons(props: Parts) {
  const { language, reasons, texts } = props
  const names = notificationTexts(language).reasons
  return (
    <>
      {subjects.map((subject) => {
        const rows = reasons.filter((reason) => subjectOf(reason) === subject)
        return (
          rows.length > 0 && (
            <Section key={subject} title={texts.subjects[subject]}>
              <Table
                caption={texts.subjects[subject]}
                keyOf={(reason) => reason}
                rows={rows}
                columns={[
                  {
                    key: 'reason',
                    title: texts.reason,
                    naming: true,
                    cell: (reason) => <Named name={names[reason]} note={noteOn(reason, texts)} />,
                  },
                  { key: 'way', title: texts.way, cell: (reason) => <Ways {...{ ...props, reason }} /> },
                ]}
              />
            </Section>
          )
        )
      })}
      <div>
        <p class="tv-note">{texts.overdue}</p>
        <p class="tv-note">{texts.digests}</p>
      </div>
    </>
  )
}

function Ways({ language, values, faults, texts, reason }: Parts & { readonly reason: Reason }) {
  const name = notificationTexts(language).reasons[reason]
  if (waysOf(reason).length === 1) return <>{texts.alwaysAtOnce}</>
  return (
    <SelectField
      name={`way-${reason}`}
      label={texts.wayOf(name)}
      labelHidden
      value={oneOf(values[`way-${reason}`])}
      error={faultOf(faults, `way-${reason}`, language)}
      options={waysOf(reason).map((way) => ({ value: way, label: texts.ways[way] }))}
    />
  )
}

/** Why a reason can't be turned off, where it can't. */
function noteOn(reason: Reason, texts: WaysTexts): string | undefined {
  const { firm } = habitOf(reason)
  return firm ? texts.firm[firm] : undefined
}

const hourOptions = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))

function Hours({ language, values, faults, texts }: Parts) {
  return (
    <Section title={texts.hours}>
      <p>{texts.hoursText}</p>
      <FieldRow>
        <SelectField
          name="quietFrom"
          label={texts.quietFrom}
          value={oneOf(values.quietFrom)}
          emptyLabel={texts.noQuiet}
          error={faultOf(faults, 'quietFrom', language)}
          options={hourOptions}
        />
        <SelectField
          name="quietUntil"
          label={texts.quietUntil}
          value={oneOf(values.quietUntil)}
          emptyLabel={texts.noQuiet}
          error={faultOf(faults, 'quietUntil', language)}
          options={hourOptions}
        />
      </FieldRow>
      <CheckboxField
        name="workingDaysOnly"
        label={texts.workingDaysOnly}
        checked={values.workingDaysOnly === 'ja'}
      />
    </Section>
  )
}

function MailLanguage({ language, mailLanguage }: ChoicesPageProps) {
  const texts = notificationTexts(language)
  return (
    <PanelCard title={texts.mails}>
      <Form action={languagePath}>
        <RadioGroup
          name="language"
          label={texts.language}
          value={mailLanguage}
          options={[
            { value: 'da', label: texts.danish },
            { value: 'en', label: texts.english },
          ]}
        />
        <FormActions>
          <Button>{texts.saveLanguage}</Button>
        </FormActions>
      </Form>
    </PanelCard>
  )
}
