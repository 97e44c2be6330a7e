import { Fragment } from 'preact'
import type { Language } from '../../../kernel/language.ts'
import { Badge, type BadgeProps, type Column, Named, Table } from '../../../ui/index.ts'
import type { Answered, Check, Level } from '../domain.ts'
import { serverTexts } from '../texts.ts'
import { membersIn, nameOfCheck, reasonOf, shownWords } from '../words.ts'

const look: Record<Level, Pick<BadgeProps, 'variant' | 'icon'>> = {
  ok: { variant: 'success', icon: 'success' },
  warning: { variant: 'warning', icon: 'warning' },
  fault: { variant: 'error', icon: 'error' },
  unknown: { variant: 'outline', icon: 'help' },
}

const urgency: readonly Level[] = ['fault', 'warning', 'unknown', 'ok']

interface CheckTableProps {
  readonly language: Language
  readonly answer: Answered
  readonly checks: readonly Check[]
  readonly caption: string
}

/** What was looked at in one area: what must be put right first, what is fine last. */
export function CheckTable({ language, answer, checks, caption }: CheckTableProps) {
  const rows = checks.toSorted((one, other) => urgency.indexOf(one.level) - urgency.indexOf(other.level))
  return (
    <Table
      caption={caption}
      columns={columnsOf(language, answer)}
      rows={rows}
      keyOf={({ key, subject }) => `${key} ${subject}`}
    />
  )
}

function columnsOf(language: Language, answer: Answered): Column<Check>[] {
  const texts = serverTexts(language)
  return [
    {
      key: 'what',
      naming: true,
      title: texts.what,
      cell: (check) => (
        <Named
          name={nameOfCheck(check, language)}
          note={check.configKey && <KeyName name={check.configKey} />}
        />
      ),
    },
    {
      key: 'level',
      title: texts.level,
      cell: ({ level }) => <Badge {...look[level]}>{texts.levels[level]}</Badge>,
    },
    {
      key: 'present',
      title: texts.present,
      cell: (check) => {
        const words = <Breakable text={shownWords(check.present, check.key, language)} />
        const members = check.key === 'postMember' ? null : membersIn(check, answer)
        return members === null ? words : <Named name={words} note={texts.membersOf(members)} />
      },
    },
    {
      key: 'wanted',
      title: texts.wanted,
      cell: (check) => <Breakable text={shownWords(check.wanted, check.key, language)} />,
    },
    { key: 'why', title: texts.why, cell: (check) => <span>{reasonOf(check, language)}</span> },
  ]
}

/** An address may break before each of its parts. */
function Breakable({ text }: { text: string }) {
  const [first, ...rest] = text.split('/')
  return (
    <>
      {first}
      {rest.map((part, index) => (
        <Fragment key={index}>
          /<wbr />
          {part}
        </Fragment>
      ))}
    </>
  )
}

/** A key of the configuration, which may break after each part on a narrow screen. */
function KeyName({ name }: { name: string }) {
  const [section, setting] = name.split('.')
  return (
    <code>
      {section}.<wbr />
      {setting}
    </code>
  )
}
