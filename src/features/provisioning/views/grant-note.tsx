import type { Language } from '../../../kernel/language.ts'
import { pageTexts } from '../page-texts.ts'
import type { ShownGrant } from '../queries.ts'
import { texts } from '../texts.ts'
import { reasonWords } from './access-words.tsx'

/** For a municipality: what it means and that there is nothing to do. */
export function OwnNote({ grant, language }: { grant: ShownGrant; language: Language }) {
  const words = pageTexts(language)
  const { kind, error } = grant
  if (kind === 'held') return <span class="tv-note">{words.heldOwn}</span>
  if (kind === 'awaitingManual') return <span class="tv-note">{words.awaitingOwn}</span>
  if (kind !== 'failed' || !error) return null
  return (
    <span class="tv-note">
      {reasonWords(error.code, language)} {grant.open ? words.byItself : words.gateClosed}
    </span>
  )
}

/** For operations: the reason, the facts, and what is next. */
export function OperatingNote({ grant, language }: { grant: ShownGrant; language: Language }) {
  const words = pageTexts(language)
  if (grant.kind === 'awaitingManual' && grant.waitingStep) {
    return (
      <span class="tv-note">
        {grant.open ? words.open : words.close}. {words.next}: {texts(language).steps[grant.waitingStep]}
      </span>
    )
  }
  if (!grant.error) return null
  const facts = Object.entries(grant.error.facts).filter(([, value]) => value !== '')
  return (
    <>
      <span class="tv-note">{reasonWords(grant.error.code, language)}</span>
      {facts.length > 0 && (
        <span class="tv-note">
          {facts.map(([name, value]) => `${words.facts[name] ?? name}: ${value}`).join(' · ')}
        </span>
      )}
      {grant.attempt > 1 && <span class="tv-note">{words.tries(grant.attempt)}</span>}
      {!grant.open && grant.kind === 'failed' && (
        <span class="tv-note">{grant.escalatedAt ? words.escalated : words.gateClosed}</span>
      )}
    </>
  )
}
