import type { Language } from '../../../kernel/language.ts'
import { Alert, Remark, Stack } from '../../../ui/index.ts'
import type { AskedServers } from '../asking.ts'
import { type PlaceTrouble, type ServerAnswer, troublesOf } from '../domain-preview.ts'
import { type PreviewTexts, previewTexts } from '../preview-texts.ts'
import { serverWords } from '../words.ts'

/** Most channels of a rule that are named; the rest are counted. */
const mostNamed = 12

function namesOf({ names }: PlaceTrouble, texts: PreviewTexts): string[] {
  const named = names.slice(0, mostNamed)
  const rest = names.length - named.length
  return rest > 0 ? [...named, texts.andMore(rest)] : named
}

export function troubleWords(trouble: PlaceTrouble, language: Language): string {
  const texts = previewTexts(language)
  const { kind, team, channel, now } = trouble
  const names = namesOf(trouble, texts)
  if (kind === 'renamed') return texts.renamed(names.join(', '), now ?? '')
  return texts[kind](names, channel === null ? null : team)
}

/** Servers that said nothing of the places; each is told of once. */
function silent(answers: readonly ServerAnswer[], outcome: ServerAnswer['outcome']): string[] {
  const found = answers.filter((one) => one.outcome === outcome && one.connector !== 'manual')
  return [...new Set(found.map(({ connector }) => serverWords(connector)))]
}

/** How the places of an access stand at their servers, and which servers did not say. */
export function PlaceTroubles({ language, servers }: { language: Language; servers: AskedServers }) {
  const texts = previewTexts(language)
  const troubles = troublesOf(servers.asked, servers.answers)
  const grave = troubles.filter(({ kind }) => kind !== 'renamed')
  const answered = servers.answers.filter(({ outcome }) => outcome === 'answered')
  return (
    <Stack>
      {(['noAnswer', 'refused'] as const).flatMap((outcome) =>
        silent(servers.answers, outcome).map((server) => (
          <Alert key={`${outcome} ${server}`} kind="warning">
            {texts[outcome](server)}
          </Alert>
        )),
      )}
      {silent(servers.answers, 'unconnected').map((server) => (
        <Remark key={server}>{texts.unconnected(server)}</Remark>
      ))}
      {grave.length > 0 && (
        <Alert kind="warning">
          {grave.map((trouble) => (
            <p key={troubleWords(trouble, language)}>{troubleWords(trouble, language)}</p>
          ))}
        </Alert>
      )}
      {troubles
        .filter(({ kind }) => kind === 'renamed')
        .map((trouble) => (
          <Remark key={troubleWords(trouble, language)}>{troubleWords(trouble, language)}</Remark>
        ))}
      {answered.length > 0 && grave.length === 0 && <Remark icon="success">{texts.allThere}</Remark>}
    </Stack>
  )
}
