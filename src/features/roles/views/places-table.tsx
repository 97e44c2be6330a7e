import { Table } from '../../../ui/index.ts'
import type { PlaceEffect } from '../domain-preview.ts'
import type { PreviewTexts } from '../preview-texts.ts'
import { serverWords } from '../words.ts'

interface PlacesTableProps {
  readonly texts: PreviewTexts
  readonly caption: string
  readonly places: readonly PlaceEffect[]
}

/** Who joins and who leaves, place by place. */
export function PlacesTable({ texts, caption, places }: PlacesTableProps) {
  return (
    <Table
      caption={caption}
      rows={places}
      keyOf={(one) => [one.connector, one.team, one.channel, one.direction].join(' ')}
      columns={[
        { key: 'place', title: texts.place, naming: true, cell: (one) => placeWords(one, texts) },
        { key: 'change', title: texts.change, cell: (one) => movedWords(one, texts) },
        { key: 'who', title: texts.who, cell: (one) => whoWords(one, texts) },
      ]}
    />
  )
}

function placeWords({ connector, team, channel }: PlaceEffect, texts: PreviewTexts): string {
  const place = channel === null ? texts.teamOf(team) : texts.channelOf(channel, team)
  if (connector === 'manual') return channel === null ? team : place
  return connector === 'mattermost' ? place : `${place}, ${serverWords(connector)}`
}

const movedWords = ({ direction, moved }: PlaceEffect, texts: PreviewTexts): string =>
  texts[direction](moved.people, moved.municipalities)

function whoWords({ moved: { people, first } }: PlaceEffect, texts: PreviewTexts): string {
  const named = first.join('; ')
  return people > first.length ? `${named} ${texts.more(people - first.length)}` : named
}
