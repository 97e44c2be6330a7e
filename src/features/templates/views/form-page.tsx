import { formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  Button,
  ChangedMeanwhile,
  type ChangedMeanwhileProps,
  CheckboxField,
  CheckboxGroup,
  DateField,
  FieldRow,
  Form,
  FormActions,
  faultOf,
  Heading,
  Remark,
  SelectField,
  Suggestions,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { printAppendices } from '../appendix-lines.ts'
import { emptyDraft, priorities, type TemplateDraft } from '../domain.ts'
import { draftForRole, type RoleToFill } from '../draft-for-role.ts'
import { editTemplatePath, newTemplatePath, templatePath, templatesPath } from '../paths.ts'
import type { Template, TemplateChoices } from '../queries.ts'
import { type TemplateTexts, templateTexts } from '../texts.ts'
import { priorityWords } from '../words.ts'

export interface FormPageProps {
  readonly language: Language
  /** The template being corrected, or null for a new one. */
  readonly template: Template | null
  /** The role a new one is to ask for: its texts are proposed. */
  readonly role?: RoleToFill | null
  readonly choices: TemplateChoices
  readonly faults: FormFaults | undefined
  /** What somebody else saved while this was written, if they did. */
  readonly changed?: ChangedMeanwhileProps | null
}

type Values = Record<string, string | string[] | undefined>

/** What the fields show: what was typed when the form comes back, else the saved draft. */
function valuesOf(draft: TemplateDraft): Values {
  const ids = (links: TemplateDraft['related']) =>
    links.flatMap(({ templateId }) => (templateId ? [templateId] : []))
  const { prerequisites, related, appendices, isPrerequisiteWall, startsOn, dueOn, ...rest } = draft
  const texts = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, value ?? '']))
  return {
    ...texts,
    startsOn: startsOn ? formatCivilDay(startsOn) : '',
    dueOn: dueOn ? formatCivilDay(dueOn) : '',
    isPrerequisiteWall: isPrerequisiteWall ? 'ja' : undefined,
    prerequisites: ids(prerequisites),
    related: ids(related),
    appendices: printAppendices(appendices),
  }
}

export function FormPage({ language, template, role = null, choices, faults, changed }: FormPageProps) {
  const texts = templateTexts(language)
  const proposed = role ? draftForRole(role) : emptyDraft
  const values: Values = faults ? { ...faults.typed } : valuesOf(template ?? proposed)
  const asks = role !== null || faults?.typed.naeste === 'bed'
  const field = (name: string, label: string) => ({
    name,
    label,
    value: [values[name] ?? ''].flat()[0],
    error: faultOf(faults?.fields, name, language),
  })
  // Against the version it was begun from; against the newest once the writer has been told of it.
  const version = String(changed?.version ?? faults?.typed.version ?? template?.version)
  return (
    <>
      <Heading title={template ? texts.editTitle : texts.newTitle} lead={texts.markdownHint} />
      {role && <Remark>{texts.proposedFor(role.name)}</Remark>}
      {changed && <ChangedMeanwhile {...changed} />}
      <Form
        action={template ? editTemplatePath(template.id) : newTemplatePath}
        hidden={template ? { version } : asks ? { naeste: 'bed' } : {}}
      >
        <TextField {...field('title', texts.fieldTitle)} hint={texts.titleHint} width="full" />
        <TextArea {...field('goal', texts.goal)} optional rows={3} width="full" />
        <TextArea {...field('description', texts.description)} optional rows={8} width="full" />
        <TextArea {...field('assignment', texts.assignment)} optional rows={5} width="full" />
        <TextArea {...field('method', texts.method)} optional rows={8} width="full" />
        <TextArea {...field('outcome', texts.outcome)} optional rows={3} width="full" />
        <TextArea {...field('qualityCriteria', texts.quality)} optional rows={3} width="full" />
        <Classification texts={texts} field={field} choices={choices} language={language} />
        <TextArea
          {...field('appendices', texts.appendices)}
          hint={texts.appendicesHint}
          optional
          rows={3}
          width="full"
        />
        <CheckboxField
          name="isPrerequisiteWall"
          label={texts.wall}
          hint={texts.wallHint}
          checked={values.isPrerequisiteWall === 'ja'}
        />
        {(['prerequisites', 'related'] as const).map((kind) => (
          <details key={kind} open={[values[kind] ?? []].flat().length > 0}>
            <summary>
              {texts[kind]}: {texts.chooseTasks}
            </summary>
            <CheckboxGroup
              name={kind}
              label={texts[kind]}
              values={[values[kind] ?? []].flat()}
              options={choices.templates.map(({ id, title }) => ({ value: id, label: title }))}
            />
          </details>
        ))}
        <FormActions>
          <Button kind="primary">{texts.save}</Button>
          <a href={template ? templatePath(template.id) : templatesPath}>{texts.cancel}</a>
        </FormActions>
      </Form>
    </>
  )
}

interface ClassificationProps {
  readonly texts: TemplateTexts
  readonly language: Language
  readonly choices: TemplateChoices
  readonly field: (
    name: string,
    label: string,
  ) => { name: string; label: string; value: string | undefined; error: string | null }
}

function Classification({ texts, language, choices, field }: ClassificationProps) {
  const roleNames = choices.roles.map(({ name }) => name)
  return (
    <>
      <FieldRow>
        <TextField {...field('recommendedResponsible', texts.responsible)} optional list="roles" />
        <TextField {...field('recommendedPerformer', texts.performer)} optional list="roles" />
      </FieldRow>
      <Suggestions id="roles" values={roleNames} />
      <SelectField
        {...field('boundRoleId', texts.boundRole)}
        hint={texts.roleHint}
        emptyLabel={texts.noRole}
        optional
        options={choices.roles.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        {...field('priority', texts.priority)}
        options={priorities.map((priority) => ({
          value: priority,
          label: priorityWords(language)[priority],
        }))}
      />
      <FieldRow>
        <DateField {...field('startsOn', texts.startsOn)} optional />
        <DateField {...field('dueOn', texts.dueOn)} optional />
      </FieldRow>
      <FieldRow>
        <TextField {...field('project', texts.project)} list="projects" />
        <TextField {...field('phase', texts.phase)} optional list="phases" />
      </FieldRow>
      <TextField {...field('theme', texts.theme)} optional list="themes" />
      <Suggestions id="projects" values={choices.projects} />
      <Suggestions id="phases" values={choices.phases} />
      <Suggestions id="themes" values={choices.themes} />
    </>
  )
}
