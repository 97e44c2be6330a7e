/** Splits css into its top-level rules: '@media … { … }', 'selector { … }', '@charset …;'. Knows strings and comments. */
function rulesOf(css) {
  const rules = []
  let start = 0
  let depth = 0
  for (let at = 0; at < css.length; at++) {
    const char = css[at]
    if (char === '"' || char === "'") at = endOfString(css, at)
    else if (char === '/' && css[at + 1] === '*') at = css.indexOf('*/', at + 2) + 1
    else if (char === '{') depth++
    else if (char === '}') depth--
    if (depth === 0 && (char === '}' || char === ';')) {
      rules.push(css.slice(start, at + 1).trim())
      start = at + 1
    }
  }
  return rules
}

function endOfString(css, from) {
  let at = from + 1
  while (css[at] !== css[from]) at += css[at] === '\\' ? 2 : 1
  return at
}

/** Commas inside :not(…) and the like do not part selectors. */
function selectorsOf(list) {
  const selectors = []
  let depth = 0
  let start = 0
  for (let at = 0; at <= list.length; at++) {
    if (list[at] === '(' || list[at] === '[') depth++
    if (list[at] === ')' || list[at] === ']') depth--
    if (at === list.length || (list[at] === ',' && depth === 0)) {
      selectors.push(list.slice(start, at).trim())
      start = at + 1
    }
  }
  return selectors
}

const classesIn = (selector) =>
  [...selector.replace(/:not\([^)]*\)/g, '').matchAll(/\.((?:\\.|[\w-])+)/g)].map(([, name]) =>
    name.replaceAll('\\', ''),
  )

function trimRule(rule, words, dropped) {
  const open = rule.indexOf('{')
  if (open === -1) return ''
  const head = rule
    .slice(0, open)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .trim()
  if (dropped.some((start) => head.startsWith(start))) return ''
  if (head.startsWith('@media') || head.startsWith('@supports')) {
    const body = trimCss(rule.slice(open + 1, -1), words, dropped)
    return body ? `${head}{${body}}` : ''
  }
  if (head.startsWith('@')) return rule
  const kept = selectorsOf(head).filter((selector) => classesIn(selector).every((name) => words.has(name)))
  return kept.length > 0 ? `${kept.join(',')}${rule.slice(open)}` : ''
}

/**
 * The rules of a style sheet that can apply: those whose every class is a word of the sources. A class put together from
 * pieces is found by its whole name only, so pieces that make classes are written out where they are chosen.
 * @param css text without syntax errors
 * @param words every word of the sources
 * @param dropped beginnings of rules that are left out whatever they hold
 */
export function trimCss(css, words, dropped = []) {
  return rulesOf(css)
    .map((rule) => trimRule(rule, words, dropped))
    .join('')
}
