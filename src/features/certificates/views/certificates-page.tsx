import { civilDayOf } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  Badge,
  type BadgeVariant,
  type Column,
  Day,
  EmptyState,
  Heading,
  type IconName,
  Instant,
  Named,
  Stack,
  Table,
} from '../../../ui/index.ts'
import { type CertificateStanding, daysLeft, nextStepOf, standingOf } from '../domain.ts'
import type { CheckedCertificate } from '../queries.ts'
import { type CertificateTexts, certificateTexts } from '../texts.ts'

/** Expired is red; shape and word say the same. */
const looks: Record<CertificateStanding, { variant: BadgeVariant; icon: IconName }> = {
  expired: { variant: 'error', icon: 'signal-red' },
  soon: { variant: 'warning', icon: 'signal-yellow' },
  fine: { variant: 'success', icon: 'success' },
  replaced: { variant: 'closed', icon: 'completed' },
}

interface CertificatesPageProps {
  readonly language: Language
  /** The next to end first. */
  readonly certificates: readonly CheckedCertificate[]
  readonly now: Date
}

/** Every certificate that sign-in hangs on, with what there is to do about it. */
export function CertificatesPage({ language, certificates, now }: CertificatesPageProps) {
  const texts = certificateTexts(language)
  const [first] = certificates
  return (
    <Stack>
      <Heading title={texts.title} lead={texts.lead} />
      {first ? (
        <>
          <Table
            caption={texts.title}
            rows={certificates}
            keyOf={({ fingerprint, use, holder }) => `${fingerprint} ${use} ${holder}`}
            columns={columnsOf(certificates, now, texts)}
          />
          <p class="tv-note">
            {texts.checked} <Instant at={first.checkedAt} />
          </p>
        </>
      ) : (
        <EmptyState title={texts.noneTitle}>{texts.none}</EmptyState>
      )}
    </Stack>
  )
}

function columnsOf(
  all: readonly CheckedCertificate[],
  now: Date,
  texts: CertificateTexts,
): readonly Column<CheckedCertificate>[] {
  const hasNext = all.some(({ use }) => use === 'ownNext')
  const standing = (one: CheckedCertificate): CertificateStanding => standingOf(one, all, now)
  return [
    {
      key: 'what',
      title: texts.what,
      naming: true,
      cell: (one) => <Named name={nameOf(one, texts)} note={noteOf(one, texts)} />,
    },
    { key: 'ends', title: texts.endsOn, cell: (one) => <Day day={civilDayOf(one.endsAt)} /> },
    { key: 'left', title: texts.left, cell: (one) => String(daysLeft(one.endsAt, now)) },
    {
      key: 'state',
      title: texts.state,
      cell: (one) => <Badge {...looks[standing(one)]}>{texts.standings[standing(one)]}</Badge>,
    },
    {
      key: 'next',
      title: texts.next,
      cell: (one) => texts.steps[nextStepOf(one, standing(one), hasNext)](one.holder),
    },
  ]
}

const nameOf = ({ use, holder }: CheckedCertificate, texts: CertificateTexts): string =>
  holder ? `${texts.uses[use]}: ${holder}` : texts.uses[use]

/** Metadata has no certificate of its own: what it is read from tells more. */
const noteOf = ({ use, subject, fingerprint }: CheckedCertificate, texts: CertificateTexts): string =>
  use === 'metadata' ? subject : `${subject}. ${texts.fingerprint(fingerprint.slice(0, 16))}`
