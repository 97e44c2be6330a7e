import type { ComponentChildren } from 'preact'
import { type CivilDay, civilDayOf } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { markdownToHtml } from '../../../platform/markdown.ts'
import {
  Alert,
  ButtonLink,
  Day,
  Facts,
  Heading,
  href,
  NextStep,
  PanelCard,
  PriorityBadge,
  Prose,
  Section,
  TwoColumns,
} from '../../../ui/index.ts'
import { EndingBadge } from '../../roles/index.ts'
import type { TemplateLink } from '../domain.ts'
import { chooseRolePath, editTemplatePath, newRolloutPath, rolloutPath, templatePath } from '../paths.ts'
import type { Template, TemplateRollout, TemplateVersion } from '../queries.ts'
import { type TemplateTexts, templateTexts } from '../texts.ts'

export interface ShowPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly template: Template
  readonly versions: readonly TemplateVersion[]
  readonly rollouts: readonly TemplateRollout[]
  /** Roles the text names while the description asks for none. */
  readonly rolesNotAskedFor: readonly string[]
  readonly mayWrite: boolean
  readonly mayPublish: boolean
}

function TextSection({ title, text, level }: { title: string; text: string; level?: 2 | 3 }) {
  return (
    <Section title={title} empty={text === ''} level={level}>
      <Prose html={markdownToHtml(text)} />
    </Section>
  )
}

function Links({ title, links }: { title: string; links: readonly TemplateLink[] }) {
  return (
    <Section title={title} empty={links.length === 0}>
      <ul>
        {links.map((link) => (
          <li key={link.title}>
            {link.templateId ? <a href={templatePath(link.templateId)}>{link.title}</a> : link.title}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The description as the municipalities read it, with where it went at the side. */
export function ShowPage(props: ShowPageProps) {
  const { language, template } = props
  const texts = templateTexts(language)
  const source = template.sourceNumber ? `, ${texts.fromPage(template.sourceNumber)}` : ''
  return (
    <TwoColumns
      heading={
        <Heading
          metaTitle={texts.meta}
          meta={`${texts.version(template.version)}${source}`}
          title={template.title}
          badges={<PriorityBadge priority={template.priority} />}
        />
      }
      aside={<Side {...props} texts={texts} />}
    >
      {props.rolesNotAskedFor.length > 0 && (
        <Alert kind="info">
          <p>
            {texts.roleMentioned(props.rolesNotAskedFor)}{' '}
            {props.mayWrite && <a href={chooseRolePath(template.id)}>{texts.chooseRole}</a>}
          </p>
        </Alert>
      )}
      <TextSection title={texts.goal} text={template.goal} />
      <TextSection title={texts.description} text={template.description} />
      <TextSection title={texts.assignment} text={template.assignment} level={3} />
      <TextSection title={texts.method} text={template.method} level={3} />
      <TextSection title={texts.outcome} text={template.outcome} level={3} />
      <Section title={texts.people}>
        <Facts
          form="row"
          facts={[
            { label: texts.responsible, value: template.recommendedResponsible },
            { label: texts.performer, value: template.recommendedPerformer },
          ]}
        />
      </Section>
      <TextSection title={texts.quality} text={template.qualityCriteria} />
      <Links title={texts.prerequisites} links={template.prerequisites} />
      <Links title={texts.related} links={template.related} />
      <Section title={texts.appendices} empty={template.appendices.length === 0}>
        <ul>
          {template.appendices.map((appendix) => (
            <li key={appendix.title}>
              {appendix.href ? <a href={href(appendix.href)}>{appendix.title}</a> : appendix.title}
            </li>
          ))}
        </ul>
      </Section>
    </TwoColumns>
  )
}

function Side({
  language,
  today,
  texts,
  template,
  versions,
  rollouts,
  mayWrite,
  mayPublish,
}: ShowPageProps & { texts: TemplateTexts }) {
  const isSent = template.publishedAt !== null
  const { boundRoleEndsBefore: endsBefore } = template
  const facts: { label: string; value: ComponentChildren }[] = [
    { label: texts.project, value: template.project },
    { label: texts.phase, value: template.phase },
    { label: texts.theme, value: template.theme },
    { label: texts.startsOn, value: template.startsOn && <Day day={template.startsOn} /> },
    { label: texts.dueOn, value: template.dueOn && <Day day={template.dueOn} /> },
    {
      label: texts.boundRole,
      value: template.boundRoleName && (
        <>
          {template.boundRoleName}{' '}
          <EndingBadge
            language={language}
            ending={endsBefore && { endsBefore }}
            isRetired={endsBefore !== null && endsBefore <= today}
          />
        </>
      ),
    },
  ]
  return (
    <>
      {(mayPublish || mayWrite) && (
        <NextStep
          title={isSent ? texts.againTitle : texts.nextTitle}
          text={isSent ? texts.againText : texts.nextText}
        >
          {mayPublish && (
            <ButtonLink kind={isSent ? 'secondary' : 'primary'} wide href={newRolloutPath(template.id)}>
              {texts.rollOut}
            </ButtonLink>
          )}
          {mayWrite && (
            <ButtonLink wide href={editTemplatePath(template.id)}>
              {texts.edit}
            </ButtonLink>
          )}
        </NextStep>
      )}
      <PanelCard title={texts.facts}>
        <Facts form="plain" facts={facts} />
      </PanelCard>
      {rollouts.length > 0 && (
        <PanelCard title={texts.rollouts} count={rollouts.length}>
          {rollouts.map((rollout) => (
            <p key={rollout.id}>
              <a href={rolloutPath(rollout.id)}>
                <Day day={civilDayOf(rollout.publishedAt)} />
              </a>
              <br />
              {texts.rolloutLine(rollout.answered, rollout.taskCount)}
            </p>
          ))}
        </PanelCard>
      )}
      <PanelCard title={texts.versions} surface>
        {versions.map((version) => (
          <p key={version.version}>
            {texts.version(version.version)}, <Day day={civilDayOf(version.createdAt)} />{' '}
            {texts.by(version.createdByName)}
          </p>
        ))}
      </PanelCard>
    </>
  )
}
