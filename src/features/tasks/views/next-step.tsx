import type { ComponentChildren } from 'preact'
import { formatCivilDay } from '../../../kernel/civil-day.ts'
import {
  Alert,
  BlockedButton,
  Button,
  ButtonLink,
  Form,
  NextStep,
  PanelCard,
  PanelPart,
} from '../../../ui/index.ts'
import { isHolderAsked, questionBeforeComplete, whyNotComplete, whyNotOptOut } from '../domain/answering.ts'
import { isAnswered } from '../domain/task.ts'
import {
  administratorPath,
  completePath,
  optOutPath,
  reopenPath,
  rolePath,
  startPath,
  taskPath,
} from '../paths.ts'
import { AccessLine } from './access-line.tsx'
import { AnsweredBy } from './answered-by.tsx'
import { FoldedText } from './folded-text.tsx'
import { Lapsed } from './lapsed.tsx'
import type { TaskView } from './task-view.ts'

/** What is asked for now, the answer that was given, or why the onlooker can do nothing. */
export function TaskNextStep({ view }: { view: TaskView }) {
  if (view.answer?.outcome === 'lapsed') return <Lapsed view={view} />
  if (view.answer && isAnswered(view.task)) return <Answered view={view} />
  if (!view.isOwn) return <NotAnsweredYet view={view} />
  if (view.task.answerPath) return <AskedElsewhere view={view} path={view.task.answerPath} />
  return <Asked view={view} />
}

/** The task is answered on a page of its own and completes itself from there. */
function AskedElsewhere({ view, path }: { view: TaskView; path: string }) {
  const { texts, mayAnswer } = view
  return (
    <NextStep title={texts.elsewhereTitle} text={texts.elsewhereText}>
      {mayAnswer ? (
        <ButtonLink kind="primary" wide href={path}>
          {texts.answerElsewhere}
        </ButtonLink>
      ) : (
        <p>{texts.readOnly}</p>
      )}
    </NextStep>
  )
}

const versionOf = (view: TaskView) => ({ version: String(view.task.version) })
const namesOf = (view: TaskView) =>
  new Intl.ListFormat(view.language === 'da' ? 'da-DK' : 'en-GB').format(view.task.holderNames)

function Asked({ view }: { view: TaskView }) {
  const { texts, task } = view
  const role = task.boundRole
  const needsHolder = isHolderAsked(task)
  const title = needsHolder ? texts.roleTitle : role ? texts.holdersTitle : texts.plainTitle
  return (
    <NextStep title={title} text={<AskedText view={view} />} otherwise={<OptOutWay view={view} />}>
      <Unmet view={view} />
      {needsHolder && role && <ChoosePerson view={view} roleId={role.id} />}
      <Complete view={view} isFirst={!needsHolder} />
      {role && !needsHolder && role.endsBefore === null && view.actor.permissions.has('assignment.write') && (
        <p>
          <a href={rolePath(role.id, task.number)}>{texts.chooseMore}</a>
        </p>
      )}
      {!role && task.status === 'notStarted' && view.mayAnswer && (
        <Form action={startPath(task.number)} hidden={versionOf(view)}>
          <Button wide>{texts.begin}</Button>
        </Form>
      )}
    </NextStep>
  )
}

function AskedText({ view }: { view: TaskView }) {
  const { texts, task } = view
  if (!task.boundRole) return <p>{texts.plainText}</p>
  if (task.holderNames.length > 0)
    return (
      <>
        <p>
          {view.roleOpensAccess ? texts.completesItselfFor(namesOf(view)) : texts.holdersText(namesOf(view))}
        </p>
        <AccessLine view={view} />
        {task.boundRole.endsBefore && <p>{texts.roleEnds(formatCivilDay(task.boundRole.endsBefore))}</p>}
      </>
    )
  const { name, endsBefore } = task.boundRole
  if (endsBefore) {
    const say = endsBefore <= view.today ? texts.roleEndedNobody : texts.roleEndsNobody
    return <p>{say(name, formatCivilDay(endsBefore))}</p>
  }
  return (
    <p>
      {texts.roleText(name)} {view.roleOpensAccess && texts.accessOpens}
    </p>
  )
}

function ChoosePerson({ view, roleId }: { view: TaskView; roleId: string }) {
  const { texts, task, actor } = view
  if (actor.permissions.has('assignment.write'))
    return (
      <ButtonLink kind="primary" wide href={rolePath(roleId, task.number)}>
        {texts.choosePerson}
      </ButtonLink>
    )
  const wayOut = { label: texts.whoIsThat, href: administratorPath }
  return (
    <BlockedButton wide reason={texts.onlyAdministrator} wayOut={wayOut}>
      {texts.choosePerson}
    </BlockedButton>
  )
}

function Complete({ view, isFirst }: { view: TaskView; isFirst: boolean }) {
  const { texts, task, language } = view
  if (!view.mayAnswer) return <p>{texts.readOnly}</p>
  const refusal = whyNotComplete(task)
  if (refusal)
    return (
      <BlockedButton wide reason={refusal.sentence[language]}>
        {texts.complete}
      </BlockedButton>
    )
  // T10: without a holder the completion is questioned, on a page of its own.
  if (questionBeforeComplete(task))
    return (
      <>
        <ButtonLink wide href={completePath(task.number)}>
          {texts.complete}
        </ButtonLink>
        <p class="tv-note">{texts.completeAnyway}</p>
      </>
    )
  return (
    <Form action={completePath(task.number)} hidden={versionOf(view)}>
      <Button kind={isFirst ? 'primary' : 'secondary'} wide>
        {texts.complete}
      </Button>
    </Form>
  )
}

/** T7: unmet prerequisites are a warning with the list, not a wall. */
function Unmet({ view }: { view: TaskView }) {
  const { unmetPrerequisites } = view.task
  if (unmetPrerequisites.length === 0) return null
  return (
    <Alert kind="warning" title={view.texts.unmetTitle}>
      <ul>
        {unmetPrerequisites.map((task) => (
          <li key={task.number}>
            <a href={taskPath(task.number)}>
              #{task.number} {task.title}
            </a>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** Visible, never loud; a mandatory task says why there is no such way (T5). */
function OptOutWay({ view }: { view: TaskView }): ComponentChildren {
  const { texts, task, language } = view
  if (!view.mayAnswer && !view.mayOptOut) return null
  const refusal = whyNotOptOut(task)
  if (task.priority !== 'mandatory' && !view.mayOptOut)
    return <WhoMay view={view} by={texts.optOutBy} byNobody={texts.optOutByNobody} />
  if (refusal)
    return (
      <p>
        {refusal.sentence[language]}
        {task.boundRole && task.priority !== 'mandatory' && (
          <>
            {' '}
            <a href={rolePath(task.boundRole.id, task.number)}>{texts.toRole}</a>
          </>
        )}
      </p>
    )
  return (
    <p>
      {texts.optOutBefore} <a href={optOutPath(task.number)}>{texts.optOutLink}</a>. {texts.optOutAfter}
    </p>
  )
}

interface WhoMayProps {
  readonly view: TaskView
  readonly by: (names: string) => string
  readonly byNobody: string
}

/** Who can do what the onlooker cannot: the KLIK-administrators by name, and the way to them (R6). */
function WhoMay({ view, by, byNobody }: WhoMayProps) {
  const { texts, administrators, language } = view
  const listed = new Intl.ListFormat(language === 'da' ? 'da-DK' : 'en-GB', { type: 'disjunction' })
  const names = listed.format(administrators.map((person) => person.name))
  return (
    <p>
      {names ? by(names) : byNobody} <a href={administratorPath}>{texts.whoIsThat}</a>
    </p>
  )
}

function Answered({ view }: { view: TaskView }) {
  const { texts, task, answer, isOwn } = view
  if (!answer) return null
  const tookPart = answer.outcome === 'participated'
  const ownTitle = tookPart ? texts.completedTitle : texts.optedOutTitle
  const theirs = tookPart ? texts.theyCompletedTitle : texts.theyOptedOutTitle
  const theirTitle = theirs(task.organisationName)
  // T10: the last holder may have gone since.
  const isEmptied = tookPart && isHolderAsked(task)
  return (
    <PanelCard id="next-step" title={isOwn ? ownTitle : theirTitle}>
      <PanelPart>
        <p>
          {answer.confirmedHolder !== null && `${texts.completedItself(answer.confirmedHolder)} `}
          <AnsweredBy view={view} />
        </p>
        {tookPart && task.boundRole && task.holderNames.length > 0 && (
          <p>{texts.holdersText(namesOf(view))}</p>
        )}
        <AccessLine view={view} />
      </PanelPart>
      {answer.reason && (
        <PanelPart>
          <h3>{texts.reasonTitle}</h3>
          <FoldedText text={answer.reason} more={texts.wholeReason} />
        </PanelPart>
      )}
      {isOwn && isEmptied && task.boundRole && (
        <PanelPart>
          <Alert kind="warning" title={texts.roleEmptyTitle}>
            <p>{texts.roleEmptyText}</p>
            <p>
              <a href={rolePath(task.boundRole.id, task.number)}>{texts.choosePerson}</a>
            </p>
          </Alert>
        </PanelPart>
      )}
      {view.mayAnswer && task.answerPath && (
        <PanelPart>
          <p>
            <a href={task.answerPath}>{texts.seeAnswers}</a>
          </p>
        </PanelPart>
      )}
      {(view.mayAnswer || view.mayOptOut) && !task.answerPath && (
        <PanelPart>
          <ReopenWay view={view} />
        </PanelPart>
      )}
    </PanelCard>
  )
}

function ReopenWay({ view }: { view: TaskView }) {
  const { texts, task, answer } = view
  const mayReopen = answer?.outcome === 'optedOut' ? view.mayOptOut : view.mayAnswer
  if (!mayReopen) return <WhoMay view={view} by={texts.reopenBy} byNobody={texts.reopenByNobody} />
  return (
    <p>
      {texts.reopenWhy} <a href={reopenPath(task.number)}>{texts.reopen}</a>
    </p>
  )
}

function NotAnsweredYet({ view }: { view: TaskView }) {
  const { texts, actor } = view
  return (
    <PanelCard id="next-step" title={texts.notAnsweredTitle(view.task.organisationName)}>
      <p>{texts.notAnsweredText}</p>
      {actor.permissions.has('message.answer') && (
        <p>
          <a href="#beskeder">{texts.writeToThem}</a>
        </p>
      )}
    </PanelCard>
  )
}
