import { inflateRawSync } from 'node:zlib'

/** The files in a ZIP, by name, as text. Sizes are read from the directory at its end. */
export function unzip(file: Buffer): Map<string, string> {
  const end = file.lastIndexOf(Buffer.from('504b0506', 'hex'))
  const count = file.readUInt16LE(end + 10)
  const found = new Map<string, string>()
  let at = file.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    const method = file.readUInt16LE(at + 10)
    const size = file.readUInt32LE(at + 20)
    const nameLength = file.readUInt16LE(at + 28)
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    const local = file.readUInt32LE(at + 42)
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const packed = file.subarray(start, start + size)
    found.set(name, (method === 8 ? inflateRawSync(packed) : packed).toString('utf8'))
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return found
}

const plain = (xml: string): string =>
  xml
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

/** Each row of a sheet as a record of its cells by column letter. @param sheet counted from 1 */
export function rowsOf(parts: ReadonlyMap<string, string>, sheet: number): Record<string, string>[] {
  const strings = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)]
  const xml = parts.get(`xl/worksheets/sheet${sheet}.xml`) ?? ''
  return [...xml.matchAll(/<row[^>]*>(.*?)<\/row>/gs)].map((row) =>
    Object.fromEntries(
      [...(row[1] ?? '').matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, names = '', content = '']) => [
        /r="([A-Z]+)/.exec(names)?.[1] ?? '',
        names.includes('t="s"') ? plain(strings[Number(plain(content))]?.[1] ?? '') : plain(content),
      ]),
    ),
  )
}
