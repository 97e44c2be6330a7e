import type { Language } from '../../../kernel/language.ts'
import { Alert, Instant } from '../../../ui/index.ts'
import { serverWords } from '../../roles/index.ts'
import type { ShownTarget } from '../queries-reconciliation.ts'
import { reconciliationTexts } from '../reconciliation-texts.ts'

interface PausedAlertProps {
  readonly language: Language
  readonly targets: readonly ShownTarget[]
}

/** At the top of every page of operations while a target is left alone: why, since when, and what that means. */
export function PausedAlert({ language, targets }: PausedAlertProps) {
  const texts = reconciliationTexts(language)
  return (
    <>
      {targets.map(
        ({ connector, pausedCode, pausedSince, nextProbeAt }) =>
          pausedCode &&
          pausedSince && (
            <Alert key={connector} kind="error" title={texts.pausedTitle(serverWords(connector))}>
              <p>{texts.paused[pausedCode]}</p>
              <p>
                {texts.pausedNext}
                {nextProbeAt && (
                  <>
                    {' '}
                    (<Instant at={nextProbeAt} timeOnly />)
                  </>
                )}
                . {texts.pausedSince} <Instant at={pausedSince} />.
              </p>
            </Alert>
          ),
      )}
    </>
  )
}
