import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import { markdownToHtml } from '../../../platform/markdown.ts'
import {
  Button,
  ChangedMeanwhile,
  type ChangedMeanwhileProps,
  CheckboxField,
  FieldRow,
  Form,
  FormActions,
  faultOf,
  Heading,
  Prose,
  RadioGroup,
  Remark,
  Section,
  SelectField,
  Stack,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { type ConnectorName, exampleChannels, exampleSlugs, isMattermost } from '../domain-places.ts'
import { accessNumbers, listed, mostText } from '../draft-form.ts'
import { roleTexts } from '../texts.ts'
import { serverWords } from '../words.ts'

interface RoleFormPageProps {
  readonly language: Language
  readonly title: string
  /** Where the form is sent, and where leaving leads. */
  readonly action: string
  readonly cancelHref: string
  readonly isNew: boolean
  /** Mattermost servers to choose among, beside the first. */
  readonly servers: readonly ConnectorName[]
  /** What the role opens now, as one line. */
  readonly accessBefore?: string
  /** What stands in the fields, by name. */
  readonly typed: FormFaults['typed']
  readonly fields?: FormFaults['fields']
  /** What somebody else saved while this was written, if they did. */
  readonly changed?: ChangedMeanwhileProps
}

/** The form in which an editor writes a role (R1). */
export function RoleFormPage(props: RoleFormPageProps) {
  const { language, title, action, cancelHref, isNew, changed, servers, accessBefore = '' } = props
  const texts = roleTexts(language)
  const field = fieldOf(props)
  const version = field('version').value
  return (
    <Stack>
      <Heading title={title} lead={isNew ? undefined : texts.editLead} />
      {changed && <ChangedMeanwhile {...changed} />}
      <Form action={action} hidden={isNew ? {} : { version, accessBefore }}>
        <What {...{ language, field }} />
        <Rules {...{ language, field }} />
        <AccessFields {...{ language, field, servers }} />
        {!isNew && <ChangeFields {...{ language, field }} />}
        <FormActions>
          <Button kind="primary">{isNew ? texts.saveNew : texts.save}</Button>
          <a href={cancelHref}>{texts.cancel}</a>
        </FormActions>
      </Form>
    </Stack>
  )
}

type FieldOf = (name: string) => { name: string; value: string; error: string | null }

/** Name, typed value and error of a field, as every part of the form takes them. */
const fieldOf =
  ({ typed, fields, language }: RoleFormPageProps): FieldOf =>
  (name) => {
    const value = typed[name]
    return { name, value: typeof value === 'string' ? value : '', error: faultOf(fields, name, language) }
  }

interface PartProps {
  readonly language: Language
  readonly field: FieldOf
}

function What({ language, field }: PartProps) {
  const texts = roleTexts(language)
  const kinds = [
    { value: 'crossCutting', label: texts.crossCutting },
    { value: 'solutionSpecific', label: texts.solutionSpecific },
  ]
  const long = { rows: 5, maxLength: mostText, width: 'full' as const }
  return (
    <>
      <TextField {...field('name')} label={texts.name} maxLength={200} width="full" />
      <RadioGroup {...field('kind')} label={texts.kind} options={kinds} />
      <TextField {...field('solution')} label={texts.solution} hint={texts.solutionHint} optional />
      <TextField
        {...field('accessNote')}
        label={texts.accessNote}
        hint={texts.accessNoteHint}
        maxLength={500}
        width="full"
        optional
      />
      <TextArea {...field('purpose')} {...long} label={texts.purpose} hint={texts.markdown} />
      <TextArea {...field('tasks')} {...long} label={texts.tasks} />
      <TextArea {...field('responsibility')} {...long} label={texts.responsibility} optional />
      <TextArea {...field('competences')} {...long} label={texts.competences} optional />
      <TextArea {...field('takeOver')} {...long} label={texts.takeOver} hint={texts.takeOverHint} optional />
      <TextArea {...field('handOver')} {...long} label={texts.handOver} hint={texts.handOverHint} optional />
    </>
  )
}

function Rules({ language, field }: PartProps) {
  const texts = roleTexts(language)
  const number = { inputMode: 'numeric' as const, maxLength: 4, width: 'short' as const }
  const hasPrimary = field('hasPrimary')
  const nonResponses = (['keep', 'suspend', 'remove'] as const).map((value) => ({
    value,
    label: texts[value],
  }))
  return (
    <Section title={texts.facts}>
      <FieldRow>
        <TextField {...field('minimumHolders')} {...number} label={texts.minimumHolders} />
        <TextField
          {...field('maximumHolders')}
          {...number}
          label={texts.maximumHolders}
          hint={texts.maximumHint}
          optional
        />
      </FieldRow>
      <CheckboxField
        name="hasPrimary"
        label={texts.hasPrimary}
        hint={texts.hasPrimaryHint}
        checked={hasPrimary.value === 'ja'}
        error={hasPrimary.error}
      />
      <TextField
        {...field('certificationMonths')}
        {...number}
        label={texts.certificationMonths}
        hint={texts.certificationHint}
        optional
      />
      <RadioGroup {...field('nonResponse')} label={texts.nonResponse} options={nonResponses} />
      <TextField {...field('graceDays')} {...number} label={texts.graceDays} />
    </Section>
  )
}

function AccessFields({ language, field, servers }: PartProps & Pick<RoleFormPageProps, 'servers'>) {
  const texts = roleTexts(language)
  const mattermosts = [...new Set<ConnectorName>(['mattermost', ...servers])].filter(isMattermost)
  const connectors = [
    ...mattermosts.map((value) => ({ value, label: serverWords(value) })),
    { value: 'manual', label: texts.manual },
  ]
  return (
    <Section title={texts.access}>
      <Stack>
        <p>{texts.accessHint}</p>
        <Prose html={markdownToHtml(texts.rulesHelp(exampleSlugs.name))} />
      </Stack>
      {accessNumbers.map((number) => (
        <Section key={number} level={3} title={texts.accessNumber(number)}>
          <FieldRow>
            <SelectField
              {...field(`connector${number}`)}
              label={texts.connector}
              emptyLabel={texts.noAccess}
              options={connectors}
              optional
            />
            <TextField {...field(`team${number}`)} label={texts.team} hint={texts.teamHint} optional />
          </FieldRow>
          <TextField {...field(`channels${number}`)} label={texts.channelList} width="full" optional />
          <Example {...{ language, typed: field(`channels${number}`).value }} />
        </Section>
      ))}
    </Section>
  )
}

/** What the rules among the channels become for a municipality that everybody knows. */
function Example({ language, typed }: { language: Language; typed: string }) {
  const channels = exampleChannels({ channels: listed(typed) })
  if (channels.length === 0) return null
  return <Remark>{roleTexts(language).ruleExample(exampleSlugs.name, channels.join(', '))}</Remark>
}

/** Whether holders are told, and of what: the last thing before saving. */
function ChangeFields({ language, field }: PartProps) {
  const texts = roleTexts(language)
  const kinds = [
    { value: 'editorial', label: texts.editorialChoice, hint: texts.editorialHint },
    { value: 'material', label: texts.materialChoice, hint: texts.materialHint },
  ]
  return (
    <Section title={texts.changeKind}>
      <RadioGroup {...field('changeKind')} label={texts.changeKind} labelHidden options={kinds} />
      <TextField
        {...field('changeNote')}
        label={texts.changeNote}
        hint={texts.changeNoteHint}
        maxLength={300}
        width="full"
      />
      <Remark>{texts.rulesTold}</Remark>
    </Section>
  )
}
