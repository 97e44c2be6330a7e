import type { Language } from '../../../kernel/language.ts'
import { type Column, Instant, Remark, Section, Stack, Table } from '../../../ui/index.ts'
import { logHref } from '../log-address.ts'
import { logPath } from '../paths.ts'
import type { Unreached } from '../queries-unreached.ts'
import { wordsOf } from '../reason-words.ts'
import { unreachedTexts } from '../unreached-texts.ts'

interface UnreachedProps {
  readonly language: Language
  readonly unreached: readonly Unreached[]
  readonly mayReadLog: boolean
}

/** Where nobody can be told anything, and what that has come to: the end of every path (R5). */
export function UnreachedMunicipalities({ language, unreached, mayReadLog }: UnreachedProps) {
  const texts = unreachedTexts(language)
  const again = unreached.filter(({ reach }) => reach === 'reachable').length
  const count = unreached.length - again
  const missing = unreached.filter((one) => one.count > 0)
  const quiet = unreached.filter((one) => one.count === 0)
  return (
    <Section title={count > 0 ? texts.title(count) : texts.noneTitle} id="ingen-at-give-besked">
      <Stack>
        <p>{count > 0 ? texts.lead : texts.none}</p>
        {again > 0 && <Remark>{texts.lostElsewhere(again)}</Remark>}
        {missing.length > 0 && (
          <Table
            caption={texts.notTold}
            rows={missing}
            keyOf={({ organisationId }) => String(organisationId)}
            columns={columnsOf(language, mayReadLog)}
          />
        )}
        {quiet.length > 0 && (
          <details class="tv-older">
            <summary>{texts.quiet(quiet.length)}</summary>
            <p>
              {quiet
                .map(({ name, reach }) => (reach === 'returned' ? texts.returned(name) : name))
                .join(', ')}
            </p>
          </details>
        )}
      </Stack>
    </Section>
  )
}

function columnsOf(language: Language, mayReadLog: boolean): Column<Unreached>[] {
  const texts = unreachedTexts(language)
  return [
    { key: 'name', title: texts.municipality, naming: true, cell: ({ name }) => name },
    { key: 'why', title: texts.why, cell: ({ reach }) => texts.reaches[reach] },
    { key: 'lost', title: texts.notTold, cell: (one) => <Lost {...{ language, mayReadLog, one }} /> },
  ]
}

interface LostProps {
  readonly language: Language
  readonly mayReadLog: boolean
  readonly one: Unreached
}

function Lost({ language, mayReadLog, one: { name, count, lost } }: LostProps) {
  const texts = unreachedTexts(language)
  return (
    <details class="tv-older">
      <summary>
        {texts.lost(count)}
        <span class="tv-hidden">: {name}</span>
      </summary>
      <ul>
        {lost.map((told) => (
          <li key={`${told.at} ${told.reason} ${told.subjectId}`}>
            {wordsOf(told, language).title}{' '}
            <span class="tv-note">
              <Instant at={new Date(told.at)} />
            </span>
          </li>
        ))}
        {count > lost.length && <li>{texts.more(count - lost.length)}</li>}
      </ul>
      {mayReadLog && (
        <a href={logHref(logPath, { q: name, tilstand: 'undeliverable' })}>
          {texts.seeLog}
          <span class="tv-hidden">: {name}</span>
        </a>
      )}
    </details>
  )
}
