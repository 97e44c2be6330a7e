import { NotFound } from '../../kernel/errors.ts'
import { type DiffPart, diffWords } from '../../platform/word-diff.ts'
import { changedRuleNames, changedTexts, type RoleVersion, type RuleName, type TextName } from './domain.ts'

/** Two versions of a role, with the texts and rules that differ between them. */
export interface Comparison {
  readonly from: RoleVersion
  readonly to: RoleVersion
  readonly texts: readonly { readonly name: TextName; readonly parts: readonly DiffPart[] }[]
  readonly rules: readonly RuleName[]
}

/**
 * What differs between any two versions, texts word by word. Named in the wrong order, the older still comes first: one
 * reads a change forwards.
 * @throws NotFound when one of the versions never was
 */
export function compareVersions(versions: readonly RoleVersion[], one: number, other: number): Comparison {
  const at = (number: number) => versions.find(({ version }) => version === number)
  const [from, to] = [at(Math.min(one, other)), at(Math.max(one, other))]
  if (!from || !to) throw new NotFound('role version')
  const texts = changedTexts(from, to).map((name) => ({ name, parts: diffWords(from[name], to[name]) }))
  return { from, to, texts, rules: changedRuleNames(from.rules, to.rules) }
}
