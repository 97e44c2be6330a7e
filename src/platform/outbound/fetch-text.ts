import { lookup } from 'node:dns'
import { type ClientRequest, type IncomingMessage, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

export interface FetchLimits {
  readonly mostBytes: number
  /** For all of it: name, connection, redirects and body. */
  readonly milliseconds: number
  /** Plain http is taken too. Never in production. */
  readonly allowsPlainHttp: boolean
}

/** A document at an address that could not be had, in words for the log. */
export class FetchFault extends Error {}

const mostRedirects = 3

/** Addresses of this machine, of networks behind it, and of no machine at all. */
const inside = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inside.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(network, bits, 'ipv6')

/** Whether an IP address leads anywhere but out to the public network. */
export function isInside(address: string): boolean {
  const kind = isIP(address)
  return kind === 0 || inside.check(address, kind === 4 ? 'ipv4' : 'ipv6')
}

/** As the system's own, but no name leads inside: asked where the connection is made, so that no second answer can differ. */
export const lookupOutside: LookupFunction = (name, options, done) => {
  lookup(name, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, [])
    const outside = addresses.filter(({ address }) => !isInside(address))
    const [first] = outside
    if (!first) return done(new FetchFault(`${name} leads to a private address`), [])
    return options.all ? done(null, outside) : done(null, first.address, first.family)
  })
}

export interface FetchedText {
  readonly text: string
  /** The other side's own clock, as it says (Date); null: it does not say. */
  readonly date: Date | null
}

/**
 * Fetches a text document whose address somebody who runs the portal has named. That address may be anywhere; where it
 * redirects to may not be a private address.
 * @throws FetchFault
 */
export async function fetchText(address: string, limits: FetchLimits): Promise<string> {
  return (await fetchDatedText(address, limits)).text
}

/** As `fetchText`, with what the other side's clock says. @throws FetchFault */
export async function fetchDatedText(address: string, limits: FetchLimits): Promise<FetchedText> {
  const signal = AbortSignal.timeout(limits.milliseconds)
  let url = new URL(address)
  try {
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      const response = await ask(url, redirects > 0, limits, signal)
      const { statusCode = 0, headers } = response
      if (statusCode === 200) {
        const date = new Date(headers.date ?? '')
        const text = new TextDecoder('utf-8', { fatal: true }).decode(
          await bytesOf(response, limits.mostBytes),
        )
        return { text, date: Number.isNaN(date.getTime()) ? null : date }
      }
      response.destroy()
      if (statusCode < 300 || statusCode > 399 || !headers.location)
        throw new FetchFault(`answered with ${statusCode}`)
      url = new URL(headers.location, url)
    }
  } catch (error) {
    if (error instanceof FetchFault) throw error
    if (signal.aborted) throw new FetchFault(`no whole answer within ${limits.milliseconds} ms`)
    throw new FetchFault(error instanceof Error ? error.message : String(error))
  }
  throw new FetchFault('redirects too often')
}

function ask(
  url: URL,
  isRedirected: boolean,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const isPlain = url.protocol === 'http:'
  if (!(url.protocol === 'https:' || (isPlain && limits.allowsPlainHttp)))
    throw new FetchFault(`${url.protocol}// is not taken`)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isRedirected && isIP(host) && isInside(host)) throw new FetchFault('redirects to a private address')
  const options = {
    signal,
    headers: { accept: 'application/samlmetadata+xml, application/xml, text/xml, */*;q=0.1' },
    ...(isRedirected ? { lookup: lookupOutside } : {}),
  }
  return new Promise((resolve, reject) => {
    const asked: ClientRequest = (isPlain ? requestPlain : requestSecure)(url, options, resolve)
    asked.on('error', reject)
    asked.end()
  })
}

/** The whole body. @throws FetchFault when it is too large */
export async function bytesOf(response: IncomingMessage, mostBytes: number): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response) {
    size += (part as Buffer).length
    if (size > mostBytes) throw new FetchFault(`larger than ${mostBytes} bytes`)
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}
