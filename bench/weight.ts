import { get } from 'node:http'

/** What a browser fetches at a first visit, in bytes as sent (Brotli). */
export interface Weight {
  readonly html: number
  readonly css: number
  readonly js: number
}

/** Weighs a page with its style sheets and scripts. */
export async function weigh(address: string, path: string, headers: Record<string, string>): Promise<Weight> {
  const html = await (await fetch(`${address}${path}`, { headers })).text()
  const links = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1] ?? '')
  const sizes = async (paths: string[]) => {
    const bytes = await Promise.all(paths.map((part) => sentBytes(`${address}${part}`, {})))
    return bytes.reduce((sum, size) => sum + size, 0)
  }
  return {
    html: await sentBytes(`${address}${path}`, headers),
    css: await sizes(links(/<link[^>]+href="([^"]+\.css)"/g)),
    js: await sizes(links(/<script[^>]+src="([^"]+\.js)"/g)),
  }
}

function sentBytes(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { ...headers, 'accept-encoding': 'br' } }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`${url}: ${answer.statusCode}`)),
      )
    }).on('error', reject)
  })
}
