import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'

/** Bytes of one part of a stored file: what is in memory at a time. */
export const partBytes = 1024 * 1024

/** What a file is, told by its content alone. */
export interface FileContent {
  readonly size: number
  readonly sha256: Buffer
  /** MIME type recognised by the content's signature; null for text and for what nobody knows. */
  readonly recognised: string | null
  /** No byte is a control character other than tab, line break and form feed. */
  readonly isText: boolean
  /** The first kilobyte as text, in lower case and without byte-order mark. */
  readonly beginning: string
}

/** A file on disk in parts of `partBytes`; the last is shorter. */
export async function* partsOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path, 'r')
  try {
    for (let position = 0; ; position += partBytes) {
      const part = await readPart(file, position)
      if (part.length > 0) yield part
      if (part.length < partBytes) return
    }
  } finally {
    await file.close()
  }
}

type OpenFile = Awaited<ReturnType<typeof open>>

/** Reads a whole part: the system may hand over less than asked for at a time. */
async function readPart(file: OpenFile, position: number): Promise<Buffer> {
  const part = Buffer.alloc(partBytes)
  let filled = 0
  while (filled < partBytes) {
    const { bytesRead } = await file.read(part, filled, partBytes - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return part.subarray(0, filled)
}

/** Tab, line feed, form feed and carriage return are text; the other low bytes and DEL are not. */
const isControl = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte < 32 && ![9, 10, 12, 13].includes(byte)) || byte === 127 ? 1 : 0,
)

/** Reads a file once from end to end, a part at a time, and tells what it is. */
export async function describeFile(path: string): Promise<FileContent> {
  const hash = createHash('sha256')
  let size = 0
  let isText = true
  let beginning = ''
  for await (const part of partsOf(path)) {
    if (size === 0)
      beginning = part
        .subarray(0, 1024)
        .toString('utf8')
        .replace(/^\ufeff/, '')
        .toLowerCase()
    hash.update(part)
    size += part.length
    isText &&= !part.some((byte) => isControl[byte] === 1)
  }
  const recognised = size > 0 ? ((await fileTypeFromFile(path))?.mime ?? null) : null
  return { size, sha256: hash.digest(), recognised, isText, beginning }
}
