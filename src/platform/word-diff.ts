import { diffWordsWithSpace } from 'diff'

/** A stretch of text that two versions share, or that one of them has alone. */
export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Danish words as people count them: the segmenter knows that "adgangen" is one and that a comma is none. */
const segmenter = new Intl.Segmenter('da', { granularity: 'word' })

/**
 * What was taken out of a text and put into it, word by word, in reading order. All parts but the added ones are the
 * text before; all but the removed ones the text after.
 */
export function diffWords(before: string, after: string): DiffPart[] {
  return diffWordsWithSpace(before, after, { intlSegmenter: segmenter }).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))
}
