import { randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { partBytes } from './file-content.ts'

/** A file for what is larger than memory should hold, until it is closed. */
export interface ScratchFile {
  append(text: string): Promise<void>
  /** What was appended, from the beginning. */
  parts(): AsyncGenerator<Buffer>
  close(): Promise<void>
}

/** @param folder on a disk; made when it is missing */
export async function openScratchFile(folder: string): Promise<ScratchFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${randomUUID()}.part`)
  const file = await open(path, 'wx+', 0o600)
  // Without a name from now on: whatever happens to the process, nothing stays behind.
  await rm(path)
  let size = 0
  return {
    async append(text) {
      const content = Buffer.from(text)
      await file.write(content, 0, content.length, size)
      size += content.length
    },
    async *parts() {
      for (let position = 0; position < size; ) {
        const part = Buffer.alloc(Math.min(partBytes, size - position))
        const { bytesRead } = await file.read(part, 0, part.length, position)
        if (bytesRead === 0) throw new Error('The scratch file is shorter than what was written')
        position += bytesRead
        yield part.subarray(0, bytesRead)
      }
    },
    close: () => file.close(),
  }
}
