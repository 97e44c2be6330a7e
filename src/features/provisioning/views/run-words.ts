import type { ShownRun } from '../queries-reconciliation.ts'
import type { ReconciliationTexts } from '../reconciliation-texts.ts'

export const foundIn = ({ found }: Pick<ShownRun, 'found'>): number =>
  Object.values(found).reduce((sum, count) => sum + count, 0)

/** 'Grundig, uden at rette' */
export const runName = ({ kind, isDryRun }: ShownRun, texts: ReconciliationTexts): string =>
  isDryRun ? `${texts.runs[kind]}, ${texts.dry}` : texts.runs[kind]

export const abortedWords = ({ abortedCode }: ShownRun, texts: ReconciliationTexts): string =>
  texts.aborted[abortedCode ?? ''] ?? texts.abortedOther

/** Which list it was, and how much was there. */
export function abortedDetails({ abortedFacts }: ShownRun, texts: ReconciliationTexts): string {
  const { place, expected, found, read, counted } = abortedFacts ?? {}
  if (typeof read === 'number' && typeof counted === 'number')
    return texts.abortedCut(String(place ?? ''), read, counted)
  if (typeof place === 'string' && typeof expected === 'number' && typeof found === 'number')
    return texts.abortedFacts(place, expected, found)
  return ''
}

/** What a run came to, in a few words. */
export function resultWords(run: ShownRun, texts: ReconciliationTexts): string {
  if (run.state === 'aborted') return abortedWords(run, texts)
  if (run.state !== 'done') return texts.runState[run.state] ?? run.state
  const count = foundIn(run)
  if (count === 0) return texts.allAgreed
  return run.brake === 'held' ? `${texts.foundCount(count)}, ${texts.waits}` : texts.foundCount(count)
}
