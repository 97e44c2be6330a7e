import type { Language } from '../../../kernel/language.ts'
import { Heading, Named, Table } from '../../../ui/index.ts'
import { answerTexts } from '../answer-texts.ts'
import type { ShownItem } from '../queries/items.ts'
import type { Part, Round } from '../queries/rounds.ts'
import { roundTexts } from '../texts.ts'
import { answeredWords } from './answer-line.tsx'
import { noteOf } from './holder-line.tsx'
import { OutcomeBadge } from './outcome-badge.tsx'

interface PartPageProps {
  readonly language: Language
  readonly round: Round
  readonly part: Part
  readonly items: readonly ShownItem[]
}

/** The central body looks at one municipality's lines: it reads, and answers nothing. */
export function PartPage({ language, round, part, items }: PartPageProps) {
  const texts = roundTexts(language)
  const words = answerTexts(language)
  return (
    <>
      <Heading
        metaTitle={round.name}
        title={texts.partTitle(part.name)}
        lead={texts.partLead(part.answered, part.answered + part.undecided)}
      />
      <Table
        caption={part.name}
        rows={items}
        keyOf={(item) => item.id}
        tinted={(item) => item.answer === null && item.consequence === null}
        columns={[
          {
            key: 'person',
            title: texts.person,
            naming: true,
            cell: (item) => <Named name={item.userName} note={noteOf(item, words)} />,
          },
          { key: 'role', title: texts.role, cell: (item) => item.roleName },
          {
            key: 'answer',
            title: texts.answer,
            cell: (item) => (
              <>
                <OutcomeBadge item={item} texts={words} />
                {item.answeredAt && <span class="tv-note">{answeredWords(item, words, language)}</span>}
              </>
            ),
          },
        ]}
      />
    </>
  )
}
