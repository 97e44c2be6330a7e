/** What was typed, or what an earlier page carried on: fields by name. */
export type TypedForm = Readonly<Record<string, string | string[] | undefined>>

/** A field of one value; undefined when it is not there. */
export const typedText = (typed: TypedForm, name: string): string | undefined => {
  const value = typed[name]
  return typeof value === 'string' ? value : undefined
}

/** A field of none, one or many values. */
export const typedTexts = (typed: TypedForm, name: string): string[] => [typed[name] ?? []].flat()

/** Which municipalities were chosen: all, unless something else was. */
export const typedAudience = (typed: TypedForm) => ({
  audience: typedText(typed, 'audience') ?? 'all',
  regions: typedTexts(typed, 'regions'),
  organisationIds: typedTexts(typed, 'organisationIds'),
})

/** The fields to carry from one page to the next, unseen, a pair for each value. */
export const carriedFields = (typed: TypedForm, names: readonly string[]): [name: string, value: string][] =>
  names.flatMap((name) => typedTexts(typed, name).map((value): [string, string] => [name, value]))
