/** What somebody sits at, in words they recognise; null where the header does not say. Names of products, the same in both languages. */
export interface Device {
  readonly browser: string | null
  readonly system: string | null
}

/** Browsers call themselves by each other's names: the one that stands first here is the one it is. */
const browsers: readonly [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bVersion\/\S+ .*Safari\//, 'Safari'],
]

const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]

const nameIn = (list: readonly [RegExp, string][], text: string): string | null =>
  list.find(([form]) => form.test(text))?.[1] ?? null

/** @param userAgent the header as the browser sent it */
export const deviceOf = (userAgent: string | null): Device => {
  // No browser's own name is longer, and what is is not worth the reading.
  const text = (userAgent ?? '').slice(0, 400)
  return { browser: nameIn(browsers, text), system: nameIn(systems, text) }
}
