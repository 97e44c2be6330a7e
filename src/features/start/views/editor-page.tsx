import type { ComponentChildren } from 'preact'
import { type CivilDay, civilDayOf, daysBetween, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  ButtonLink,
  capitalised,
  EmptyState,
  GroupHeading,
  Heading,
  longDay,
  PanelCard,
  PanelPart,
  Tally,
  TwoColumns,
  type WorkItem,
  WorkList,
} from '../../../ui/index.ts'
import { beginningOf, type UnreachedCount } from '../domain.ts'
import {
  answersAt,
  draftsPath,
  inboxPath,
  newRolloutPath,
  newTemplatePath,
  rolloutsPath,
  templatePath,
} from '../paths.ts'
import type {
  listDrafts,
  listRolloutsUnderWay,
  listWaitingThreads,
  WaitingThread,
} from '../queries/central.ts'
import { type StartTexts, startTexts } from '../texts.ts'
import { RolloutRows } from './rollout-rows.tsx'
import { UnreachedPanel, unreachedTally } from './unreached.tsx'
import { whenOf } from './work-items.tsx'

export interface EditorPageProps {
  readonly waiting: Awaited<ReturnType<typeof listWaitingThreads>>
  readonly underWay: Awaited<ReturnType<typeof listRolloutsUnderWay>>
  readonly unsent: Awaited<ReturnType<typeof listDrafts>>
  readonly unreached: UnreachedCount
  readonly today: CivilDay
  readonly language: Language
  /** What must be done before anything else, if there is something. */
  readonly alert: ComponentChildren
}

/** A promise is red once its day has passed, yellow today and tomorrow (the central body's own promise, T9). */
function threadItem(thread: WaitingThread, { today, language }: EditorPageProps, isFirst: boolean): WorkItem {
  const texts = startTexts(language)
  const promised = thread.answerDueOn
  const left = promised ? daysBetween(today, promised) : 2
  const kind = left < 0 ? 'red' : left < 2 ? 'yellow' : 'green'
  return {
    ...whenOf(kind, promised, today, language),
    signalWords: promised ? whenWordsOf(promised, texts, { today, language }) : texts.noPromise,
    id: String(thread.number),
    title: `${thread.municipality}: ${thread.title}`,
    href: answersAt(thread.number),
    text: beginningOf(thread.latest, 180),
    meta: [`#${thread.number}`, thread.ownerName ? texts.answering(thread.ownerName) : texts.nobodyAnswers],
    action: { label: texts.writeAnswer, href: answersAt(thread.number), primary: isFirst },
  }
}

function whenWordsOf(
  promised: CivilDay,
  texts: StartTexts,
  at: { today: CivilDay; language: Language },
): string {
  return promised < at.today
    ? texts.promisePast
    : whenOf('green', promised, at.today, at.language).signalWords
}

function Drafts({ unsent, texts }: { unsent: EditorPageProps['unsent']; texts: StartTexts }) {
  const { drafts, total } = unsent
  return (
    <PanelCard title={texts.drafts} {...(total > 0 ? { count: total } : {})}>
      {drafts.length === 0 && <p class="tv-note">{texts.noDrafts}</p>}
      {drafts.map((draft) => (
        <PanelPart key={draft.id}>
          <a href={templatePath(draft.id)}>
            <strong>{draft.title}</strong>
          </a>
          <p class="tv-note">
            {draft.sourceNumber !== null && `#${draft.sourceNumber}. `}
            {texts.draftBy(draft.createdByName, formatCivilDay(civilDayOf(draft.createdAt)))}
          </p>
          <p>
            <ButtonLink href={newRolloutPath(draft.id)} label={`${texts.rollOut}: ${draft.title}`}>
              {texts.rollOut}
            </ButtonLink>
          </p>
        </PanelPart>
      ))}
      {total > drafts.length && (
        <PanelPart>
          <a href={draftsPath}>{texts.allDrafts(total)}</a>
        </PanelPart>
      )}
      <PanelPart>
        <a href={newTemplatePath}>{texts.newTemplate}</a>
      </PanelPart>
    </PanelCard>
  )
}

/** What waits for an editor: who waits for an answer, how far the roll-outs are, what is not sent yet, whom nothing reaches. */
export function EditorPage(props: EditorPageProps) {
  const { waiting, underWay, unsent, unreached, today, language, alert } = props
  const texts = startTexts(language)
  const aside = (
    <>
      <UnreachedPanel unreached={unreached} texts={texts} />
      <Drafts unsent={unsent} texts={texts} />
    </>
  )
  return (
    <>
      <Heading meta={capitalised(longDay(today, language))} title={texts.title} />
      {alert}
      <Tally
        items={[
          { icon: 'chat', count: waiting.total, words: texts.waitingCount(waiting.total) },
          ...(waiting.late > 0
            ? [{ icon: 'signal-red' as const, count: waiting.late, words: texts.lateCount }]
            : []),
          { icon: 'in-progress', count: underWay.total, words: texts.rolloutsCount(underWay.total) },
          { icon: 'file', count: unsent.total, words: texts.draftsCount },
          ...unreachedTally({ unreached, texts }),
        ]}
      />
      <TwoColumns aside={aside} asideLast>
        <section>
          <GroupHeading
            title={texts.waitingForAnswer}
            count={waiting.total}
            line={waiting.late > 0 ? 'red' : 'yellow'}
          />
          {waiting.threads.length === 0 && <EmptyState>{texts.nobodyWaits}</EmptyState>}
          <WorkList
            items={waiting.threads.map((thread) => threadItem(thread, props, thread === waiting.threads[0]))}
          />
          <p class="tv-more">
            <a href={inboxPath}>{texts.allMessages}</a>
          </p>
        </section>
        <section>
          <GroupHeading title={texts.rolloutsTitle} count={underWay.total} />
          {underWay.rollouts.length === 0 && <EmptyState>{texts.noRollouts}</EmptyState>}
          <RolloutRows rollouts={underWay.rollouts} today={today} language={language} />
          <p class="tv-more">
            <a href={rolloutsPath}>{texts.allRollouts}</a>
          </p>
        </section>
      </TwoColumns>
    </>
  )
}
