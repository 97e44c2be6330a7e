export type TypedForm = Record<string, string | string[]>

/** Reads a posted form; a name that stands several times (check boxes) gives a list. */
export function readForm(text: string): TypedForm {
  const form: TypedForm = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) {
    const before = form[name]
    if (before === undefined) form[name] = value
    else form[name] = Array.isArray(before) ? [...before, value] : [before, value]
  }
  return form
}
