import type { Language } from '../../../kernel/language.ts'
import { Alert } from '../../../ui/index.ts'
import { serverWords } from '../../roles/index.ts'
import { accessPath } from '../paths.ts'
import type { ShownTarget } from '../queries-reconciliation.ts'
import { type ReconciliationTexts, reconciliationTexts } from '../reconciliation-texts.ts'

function sessionWords({ sessionHours, sessionExtends }: ShownTarget, texts: ReconciliationTexts): string {
  if (sessionHours === null) return texts.sessionUnknown
  return sessionExtends ? texts.sessionExtends : texts.sessionHours(sessionHours)
}

/** Accesses that should be closed and are not: closed in the sign-in, and how long a session may live (6.4). */
export function LateClosings({ language, targets }: { language: Language; targets: readonly ShownTarget[] }) {
  const texts = reconciliationTexts(language)
  return (
    <>
      {targets
        .filter(({ lateClosings }) => lateClosings > 0)
        .map((target) => (
          <Alert
            key={target.connector}
            kind="warning"
            title={texts.late(target.lateClosings, serverWords(target.connector))}
          >
            <p>
              {sessionWords(target, texts)} <a href={`${accessPath}?tilstand=failed`}>{texts.seeLate}</a>
            </p>
          </Alert>
        ))}
    </>
  )
}
