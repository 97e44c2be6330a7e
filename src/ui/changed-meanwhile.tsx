import { Alert } from './alert.tsx'
import { href } from './href.ts'
import { useWords } from './shell-context.ts'
import { Instant } from './time.tsx'

export interface ChangedMeanwhileProps {
  /** Who saved, and when. */
  name: string
  at: Date
  version: number
  /** Where what they saved is read. */
  seeHref: string
}

/**
 * Above a form that somebody else saved first: who and when, the way to see it beside what was typed (in a window of its
 * own, so that the text is not lost), and what saving once more does.
 */
export function ChangedMeanwhile({ name, at, version, seeHref }: ChangedMeanwhileProps) {
  const words = useWords()
  return (
    <Alert kind="warning">
      <p>
        {words.savedMeanwhile(name, version)} <Instant at={at} />.{' '}
        <a href={href(seeHref)} target="_blank" rel="noreferrer">
          {words.seeVersion(version)}
        </a>
      </p>
      <p>{words.savingAgain}</p>
    </Alert>
  )
}
