import { civilDayOf } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { Day, Instant, ProvisioningSteps, type Step } from '../../../ui/index.ts'
import { type StepName, stepsOf } from '../domain.ts'
import { pageTexts } from '../page-texts.ts'
import type { ShownGrant, Story, ToldStep } from '../queries.ts'
import { texts } from '../texts.ts'
import { reasonWords } from './access-words.tsx'

interface StoryProps {
  readonly language: Language
  readonly grant: ShownGrant
  readonly story: Story | null
}

/** Who gave or ended the role: where the story begins. */
function beginning({ language, grant, story }: StoryProps): Step[] {
  const words = pageTexts(language)
  if (!story) return []
  if (!grant.open) {
    const title = story.endedByName ? words.ended(story.endedByName) : words.endedItself
    return [
      { title, state: 'done', notes: story.endedAt ? [<Instant key="ended" at={story.endedAt} />] : [] },
    ]
  }
  if (!story.givenByName || !story.givenAt) return []
  const isLater = story.startsOn && story.startsOn > civilDayOf(story.givenAt)
  const notes = [<Instant key="given" at={story.givenAt} />]
  if (isLater && story.startsOn) notes.push(<Day key="starts" day={story.startsOn} />)
  return [{ title: words.given(story.givenByName), state: 'done', notes }]
}

const isSettled = (grant: ShownGrant): boolean => grant.kind === 'active' || grant.kind === 'closed'

/** What a step was found to be: done, failing, waited for, or yet to come. */
function stateOf(grant: ShownGrant, name: StepName, told: ToldStep | undefined): Step['state'] {
  if (told?.state === 'done' || isSettled(grant)) return 'done'
  if (told && (told.state === 'retry' || told.state === 'held' || told.state === 'paused')) return 'failed'
  return told?.state === 'waiting' || grant.waitingStep === name ? 'current' : 'waiting'
}

function toldOf({ language, grant, story }: StoryProps, name: StepName): Step {
  const words = pageTexts(language)
  const told = story?.steps.find((step) => step.step === name)
  const state = stateOf(grant, name, told)
  const at =
    told?.at ?? (name === 'verify' && isSettled(grant) ? (story?.verifiedAt ?? undefined) : undefined)
  const notes: Step['notes'] = [
    ...(at && state !== 'waiting' ? [<Instant key="at" at={at} />] : []),
    ...(told?.tickedByName ? [words.tickedBy(told.tickedByName)] : []),
    ...(state === 'failed' && grant.error ? [reasonWords(grant.error.code, language)] : []),
    ...(name === 'verify' && grant.kind === 'active' ? totalOf(language, story) : []),
  ]
  return { title: texts(language).steps[name], state, notes }
}

/** From the role to the proof, when it went in one go. */
function totalOf(language: Language, story: Story | null): string[] {
  if (!story?.givenAt || !story.verifiedAt) return []
  const seconds = Math.ceil((story.verifiedAt.getTime() - story.givenAt.getTime()) / 1000)
  return seconds > 0 && seconds < 120 ? [pageTexts(language).inAll(seconds)] : []
}

/** The steps that are told: those of the way in or out, and what was done beside them. */
function namesOf(grant: ShownGrant, story: Story | null): StepName[] {
  const whole = stepsOf(grant.open ? 'present' : 'absent')
  const beside = (story?.steps ?? []).map((step) => step.step).filter((name) => !whole.includes(name))
  const isSameWay = story?.presence === (grant.open ? 'present' : 'absent')
  return [...whole.slice(0, -1), ...(isSameWay ? beside : []), ...whole.slice(-1)]
}

/** How one access came to be, or came to an end, step by step. */
export function StorySteps(props: StoryProps) {
  const { grant, story } = props
  // Steps of the way in say nothing of the way out that is about to begin.
  const isSameWay = story?.presence === (grant.open ? 'present' : 'absent')
  const followed = isSameWay ? props : { ...props, story: story && { ...story, steps: [] } }
  return (
    <ProvisioningSteps
      steps={[...beginning(props), ...namesOf(grant, story).map((name) => toldOf(followed, name))]}
    />
  )
}
