export function trimCss(css: string, words: ReadonlySet<string>, dropped?: readonly string[]): string
