export type TypedForm = Record<string, string | string[]>

/** Adds one typed value; a name that stands several times (check boxes) gives a list. */
export function addTyped(form: TypedForm, name: string, value: string): void {
  const before = form[name]
  if (before === undefined) form[name] = value
  else form[name] = Array.isArray(before) ? [...before, value] : [before, value]
}

/** Reads a posted form. */
export function readForm(text: string): TypedForm {
  const form: TypedForm = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) addTyped(form, name, value)
  return form
}
