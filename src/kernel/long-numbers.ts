const tenDigits = /\d{6}[- ]?\d{4}/g

/**
 * Text for a log. Ten digits could be somebody's civil registration number, wherever they come from: they are taken out before
 * the text is cut, so that no part of one is left at its end.
 * @param most characters that are kept
 */
export const withoutLongNumbers = (text: string, most: number): string =>
  text.replace(tenDigits, '[cut]').slice(0, most)
