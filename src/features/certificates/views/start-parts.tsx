import { civilDayOf } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { Alert, Day, dayCount, PanelCard } from '../../../ui/index.ts'
import { daysLeft, standingOf, type WatchedCertificate } from '../domain.ts'
import { certificatesPath } from '../paths.ts'
import { certificateTexts } from '../texts.ts'

interface PartProps {
  readonly language: Language
  /** The next to end first. */
  readonly certificates: readonly WatchedCertificate[]
  readonly now: Date
}

/** At the top of operations' start page while there is something to do. */
export function CertificatesAlert({ language, certificates, now }: PartProps) {
  const texts = certificateTexts(language)
  const having = (standing: 'expired' | 'soon') =>
    certificates.filter((one) => standingOf(one, certificates, now) === standing)
  const [expired, [soon]] = [having('expired'), having('soon')]
  if (expired.length === 0 && !soon) return null
  const title =
    expired.length > 0 || !soon
      ? texts.alertExpired(expired.length)
      : texts.alertSoon(dayCount(daysLeft(soon.endsAt, now), language))
  return (
    <Alert kind={expired.length > 0 ? 'error' : 'warning'} title={title}>
      <p>
        {texts.alertText} <a href={certificatesPath}>{texts.see}</a>
      </p>
    </Alert>
  )
}

/** Beside operations' work, always: how many there are and when the first one ends. */
export function CertificatesPanel({ language, certificates, now }: PartProps) {
  const texts = certificateTexts(language)
  const [first] = certificates.filter((one) => standingOf(one, certificates, now) !== 'replaced')
  return (
    <PanelCard title={texts.title}>
      {first ? (
        <p>
          {texts.panel(certificates.length)} {texts.panelFirst} <Day day={civilDayOf(first.endsAt)} />.
        </p>
      ) : (
        <p class="tv-note">{texts.panelNone}</p>
      )}
      <p>
        <a href={certificatesPath}>{texts.see}</a>
      </p>
    </PanelCard>
  )
}
