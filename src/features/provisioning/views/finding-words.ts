import type { ShownFinding } from '../queries-reconciliation.ts'
import type { ReconciliationTexts } from '../reconciliation-texts.ts'

/** 'kommuner (varsler, advisering)' */
export const placesWords = ({ places }: Pick<ShownFinding, 'places'>): string =>
  places
    .map(({ team, channels }) => (channels.length > 0 ? `${team} (${channels.join(', ')})` : team))
    .join(', ')

/** Who it is about: the person, the account, or the place itself. */
export const nameOf = (finding: ShownFinding): string =>
  finding.userName ?? finding.username ?? placesWords(finding)

/** Beside the name: where the person belongs, and the account. */
export const noteOf = ({ organisationName, userName, username }: ShownFinding): string =>
  [organisationName, userName ? username : null].filter(Boolean).join(', ')

/** What is wrong with this one, after what its kind means. */
export function detailsOf(finding: ShownFinding, texts: ReconciliationTexts): string {
  const { facts, kind } = finding
  const places = kind === 'placeArchived' || kind === 'placeMissing' ? '' : placesWords(finding)
  const { lacks, emailThere, emailHere, takenBy, people } = facts
  return [
    typeof lacks === 'string' ? texts.lacks[lacks] : '',
    places && `${places}.`,
    emailThere ? texts.emailThere(String(emailThere), String(emailHere)) : '',
    takenBy ? texts.takenBy(String(takenBy)) : '',
    typeof people === 'number' ? texts.concerns(people) : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** What was done, or how the person's access stands since. */
export function doneWords(finding: ShownFinding, texts: ReconciliationTexts): string {
  const { state, remedy, recordState, decidedByName } = finding
  const by = decidedByName ? ` ${texts.decidedBy(decidedByName)}` : ''
  if (state === 'done' && remedy === 'none') return `${texts.accepted}${by}`
  const since =
    state === 'asked' && remedy !== 'remove' && recordState ? texts.records[recordState] : undefined
  return `${since ?? texts.states[state] ?? state}${state === 'held' ? '' : by}`
}
