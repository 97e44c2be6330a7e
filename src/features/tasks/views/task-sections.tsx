import { markdownToHtml } from '../../../platform/markdown.ts'
import { Facts, HistoryList, Prose, Section, StatusBadge } from '../../../ui/index.ts'
import { historySentence } from '../domain/history-sentence.ts'
import { stateOf } from '../domain/task.ts'
import { taskPath } from '../paths.ts'
import type { TaskLink } from '../queries/task-page.ts'
import { FoldedText } from './folded-text.tsx'
import type { TaskView } from './task-view.ts'

function Text({ markdown, lead }: { markdown: string; lead?: boolean }) {
  return <Prose html={markdownToHtml(markdown)} lead={lead} />
}

/** What the central body wrote, each part also when empty (T3). */
export function WrittenSections({ view }: { view: TaskView }) {
  const { texts, text } = view
  return (
    <>
      <Section id="maal" title={texts.goal} empty={!text.goal}>
        <Text markdown={text.goal} lead />
      </Section>
      <Section id="beskrivelse" title={texts.description}>
        {text.description ? <Text markdown={text.description} /> : <p>-</p>}
        {[
          { title: texts.assignment, markdown: text.assignment },
          { title: texts.method, markdown: text.method },
          { title: texts.result, markdown: text.result },
        ].map(({ title, markdown }) => (
          <Section key={title} level={3} title={title} empty={!markdown}>
            <Text markdown={markdown} />
          </Section>
        ))}
      </Section>
      <Recommended view={view} />
      <Section id="kvalitetskriterier" title={texts.qualityCriteria} empty={!text.qualityCriteria}>
        <Text markdown={text.qualityCriteria} />
      </Section>
    </>
  )
}

/** Recommended are roles; who that is in this municipality is said beside it, where the portal knows. */
function Recommended({ view }: { view: TaskView }) {
  const { texts, text } = view
  return (
    <Section id="anbefalet" title={texts.recommended}>
      <Facts
        form="row"
        facts={[
          {
            label: texts.recommendedResponsible,
            value: text.recommendedResponsible && <strong>{text.recommendedResponsible}</strong>,
            link: <Whom view={view} role={text.recommendedResponsible} />,
          },
          {
            label: texts.recommendedPerformer,
            value: text.recommendedPerformer && <strong>{text.recommendedPerformer}</strong>,
            link: <Whom view={view} role={text.recommendedPerformer} />,
          },
        ]}
      />
    </Section>
  )
}

function Whom({ view, role }: { view: TaskView; role: string | null }) {
  if (role !== 'KLIK-administrator') return null
  const { texts, administrators, actor, isOwn } = view
  const names = administrators.map((person) => (person.id === actor.id ? texts.you : person.name))
  const who = names.length > 0 ? names.join(', ') : texts.nobodyYet
  return <span class="tv-note"> {isOwn ? texts.atYours(who) : texts.atTheirs(who)}</span>
}

/** What happened, newest first; older events unfold. */
export function HistorySection({ view }: { view: TaskView }) {
  const { texts, history, task, language } = view
  const items = history.map((event) => ({
    id: String(event.id),
    at: event.at,
    text: <FoldedText text={historySentence(event, task.organisationId, language)} more={texts.wholeEvent} />,
  }))
  const shown = 3
  return (
    <Section id="historik" title={texts.history} empty={items.length === 0}>
      <HistoryList items={items} shown={shown} olderLabel={texts.older(items.length - shown)} />
    </Section>
  )
}

export function LinkedSections({ view }: { view: TaskView }) {
  const { texts, links } = view
  const ofKind = (kind: TaskLink['kind']) => links.filter((link) => link.kind === kind)
  return (
    <>
      <Section id="forudsaetninger" title={texts.prerequisites} empty={ofKind('prerequisite').length === 0}>
        <LinkList links={ofKind('prerequisite')} />
      </Section>
      <Section id="relateret" title={texts.related} empty={ofKind('related').length === 0}>
        <LinkList links={ofKind('related')} />
      </Section>
    </>
  )
}

function LinkList({ links }: { links: readonly TaskLink[] }) {
  return (
    <ul>
      {links.map((link) => (
        <li key={`${link.number} ${link.title}`}>
          {link.number === null ? (
            link.title
          ) : (
            <a href={taskPath(link.number)}>
              #{link.number} {link.title}
            </a>
          )}{' '}
          {link.status && <StatusBadge status={stateOf({ status: link.status, outcome: link.outcome })} />}
        </li>
      ))}
    </ul>
  )
}

/** Project, phase, theme and municipality stand side by side without a heading, as on the real page. */
export function ClassificationSection({ view }: { view: TaskView }) {
  const { texts, text, task } = view
  return (
    <section class="tv-section" id="projekt" aria-label={texts.classification}>
      <Facts
        form="row"
        facts={[
          { label: texts.project, value: <strong>{text.project}</strong> },
          { label: texts.phase, value: text.phase && <strong>{text.phase}</strong> },
          { label: texts.theme, value: text.theme && <strong>{text.theme}</strong> },
          { label: texts.municipality, value: <strong>{task.organisationName}</strong> },
        ]}
      />
    </section>
  )
}
