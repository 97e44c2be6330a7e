import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  Alert,
  Button,
  ButtonLink,
  CheckboxGroup,
  DateField,
  EmptyState,
  Form,
  FormActions,
  faultOf,
  Heading,
  SelectField,
  Stack,
} from '../../../ui/index.ts'
import { askPreviewPath, newTemplatePath, qualityPath } from '../paths.ts'
import type { AskingTemplate, VacantMunicipality } from '../queries-asking.ts'
import { type QualityTexts, qualityTexts } from '../texts.ts'

export interface AskPageProps {
  readonly language: Language
  readonly role: { readonly id: string; readonly name: string }
  readonly templates: readonly AskingTemplate[]
  readonly vacant: readonly VacantMunicipality[]
  /** The due date the form starts with. */
  readonly dueOn: CivilDay
  readonly faults: FormFaults | null
}

/** Whom to ask to have a role filled, with which task and until when. */
export function AskPage(props: AskPageProps) {
  const { language, role, templates, vacant } = props
  const texts = qualityTexts(language)
  const askable = vacant.filter(({ openNumber, optedOutNumber }) => !openNumber && !optedOutNumber)
  const leftOut = vacant.filter((one) => !askable.includes(one))
  return (
    <Stack>
      <Heading metaTitle={role.name} title={texts.askTitle} lead={texts.askLead(role.name)} />
      {leftOut.length > 0 && <LeftOut texts={texts} leftOut={leftOut} />}
      <Asking
        {...props}
        texts={texts}
        askable={askable}
        hasVacant={templates.length > 0 && vacant.length > 0}
      />
    </Stack>
  )
}

function LeftOut({ texts, leftOut }: { texts: QualityTexts; leftOut: readonly VacantMunicipality[] }) {
  return (
    <Alert kind="info" title={texts.leftOutTitle(leftOut.length)}>
      <p>{texts.leftOut}</p>
      <details>
        <summary>{texts.whichLeftOut}</summary>
        <p>
          {leftOut
            .map(({ name, openNumber }) => `${name} (${openNumber ? texts.isOpen : texts.saidNo})`)
            .join(', ')}
        </p>
      </details>
    </Alert>
  )
}

interface AskingProps extends AskPageProps {
  readonly texts: QualityTexts
  readonly askable: readonly VacantMunicipality[]
  readonly hasVacant: boolean
}

function Asking({ texts, askable, hasVacant, ...props }: AskingProps) {
  const { role, templates } = props
  if (templates.length === 0)
    return (
      <EmptyState title={texts.noTemplateTitle}>
        {texts.noTemplate} <ButtonLink href={newTemplatePath(role.id)}>{texts.newTemplate}</ButtonLink>
      </EmptyState>
    )
  if (askable.length === 0)
    return (
      <EmptyState title={texts.everybodyAskedTitle}>
        {hasVacant ? texts.everybodyAsked : texts.noneVacant} <a href={qualityPath}>{texts.cancel}</a>
      </EmptyState>
    )
  return <AskForm {...props} texts={texts} askable={askable} />
}

function AskForm({
  texts,
  askable,
  role,
  templates,
  dueOn,
  faults,
  language,
}: Omit<AskingProps, 'hasVacant'>) {
  const ids = askable.map(({ organisationId }) => String(organisationId))
  const typed = faults?.typed
  const chosen = typed ? [typed.organisationIds ?? []].flat() : ids
  const text = (name: string) => (typeof typed?.[name] === 'string' ? typed[name] : undefined)
  return (
    <Form action={askPreviewPath(role.id)}>
      <SelectField
        name="templateId"
        label={texts.template}
        value={text('templateId') ?? templates[0]?.id}
        options={templates.map(({ id, title }) => ({ value: id, label: title }))}
        error={faultOf(faults?.fields, 'templateId', language)}
      />
      <DateField
        name="dueOn"
        label={texts.dueOn}
        value={typed ? text('dueOn') : dueOn}
        error={faultOf(faults?.fields, 'dueOn', language)}
      />
      <details class="tv-many-choices" open>
        <summary>{texts.municipalities}</summary>
        <CheckboxGroup
          name="organisationIds"
          label={texts.municipalities}
          labelHidden
          values={chosen}
          error={faultOf(faults?.fields, 'organisationIds', language)}
          options={askable.map(({ organisationId, name }) => ({
            value: String(organisationId),
            label: name,
          }))}
        />
      </details>
      <FormActions>
        <Button kind="primary">{texts.toPreview}</Button>
        <a href={qualityPath}>{texts.cancel}</a>
      </FormActions>
    </Form>
  )
}
