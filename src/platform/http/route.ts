import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { VNode } from 'preact'
import type { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import type { FieldFaults } from '../../kernel/errors.ts'
import type { Access } from './access.ts'
import type { Freshness } from './freshness.ts'

/** What a route may change: nothing, or the event types that tell of it. Checked on every request. */
export type Audit =
  | { readonly kind: 'reads' }
  | { readonly kind: 'changes'; readonly events: readonly string[] }

export const reads: Audit = { kind: 'reads' }
export const changes = (...events: string[]): Audit => ({ kind: 'changes', events })

type Schema = z.ZodType
export interface InputSchemas {
  readonly params?: Schema
  readonly query?: Schema
  readonly body?: Schema
  /** A multipart form with one file; `body` holds the other fields. */
  readonly file?: { readonly field: string; readonly mostBytes: number }
}

/** A file received, on disk until the request is answered. */
export interface ReceivedFile {
  readonly path: string
  readonly name: string
  readonly size: number
}

type Parsed<I extends InputSchemas, K extends 'params' | 'query' | 'body'> = I[K] extends Schema
  ? z.output<I[K]>
  : undefined
export interface Input<I extends InputSchemas> {
  readonly params: Parsed<I, 'params'>
  readonly query: Parsed<I, 'query'>
  readonly body: Parsed<I, 'body'>
  readonly file: ReceivedFile | null
}

/** What is shown at the top of the next page: "Anders Skov har rollen." */
export interface Notice {
  readonly kind: 'success' | 'info' | 'warning' | 'error'
  readonly title?: string
  readonly text: string
}

export interface PageAnswer {
  readonly kind: 'page'
  readonly status?: number
  readonly title: string
  readonly breadcrumbs?: readonly { readonly label: string; readonly href?: string }[]
  readonly body: VNode
  /** What is wrong in the form just sent, for the summary at the top. */
  readonly faults?: readonly { readonly field: string; readonly text: string }[]
  /** Ask the browser to load the page again after so many seconds (works without JavaScript). */
  readonly refreshAfter?: number
  /** Where the browser goes on to by itself, also on another site; the page carries a link there as well. */
  readonly goesOnTo?: string
  /** Other sites a form of this page is sent to, or may lead to in the end: browsers ask for leave the whole way. */
  readonly formSites?: readonly string[]
}
export interface RedirectAnswer {
  readonly kind: 'redirect'
  readonly to: string
  readonly notice?: Notice
  /** Cookies to set; the value null deletes. */
  readonly session?: string | null
  readonly language?: 'da' | 'en'
  /** Known to this browser alone while a sign-in elsewhere is under way. */
  readonly browserKey?: string
}
export interface FileAnswer {
  readonly kind: 'file'
  readonly status?: number
  readonly contentType: string
  readonly fileName: string
  /** Known length in bytes, if any. */
  readonly length?: number
  readonly inline?: boolean
  /** The client may keep it and ask each time whether it is still the same; without, nobody keeps it. */
  readonly freshness?: Freshness
  readonly content: Readable | string | Uint8Array
  /** Written bit by bit for as long as somebody reads: a proxy on the way must not gather it. */
  readonly isLive?: boolean
}
export interface JsonAnswer {
  readonly kind: 'json'
  readonly status?: number
  readonly body: unknown
  readonly version?: number
  readonly location?: string
}
export interface EmptyAnswer {
  readonly kind: 'empty'
}
/** What a library answered for us, passed on as it is once the transaction has been committed. */
export interface RelayedAnswer {
  readonly kind: 'relayed'
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: string
}
export type Answer = PageAnswer | RedirectAnswer | FileAnswer | JsonAnswer | EmptyAnswer | RelayedAnswer

export const page = (answer: Omit<PageAnswer, 'kind'>): PageAnswer => ({ kind: 'page', ...answer })
export const redirect = (to: string, more: Omit<RedirectAnswer, 'kind' | 'to'> = {}): RedirectAnswer => ({
  kind: 'redirect',
  to,
  ...more,
})
export const json = (body: unknown, more: Omit<JsonAnswer, 'kind' | 'body'> = {}): JsonAnswer => ({
  kind: 'json',
  body,
  ...more,
})

/** Facts of the request itself, for the few handlers that need them. */
export interface RequestFacts {
  /** The request's id, as in the log and on error pages. */
  readonly id: string
  readonly path: string
  /** Path and query, for links back. */
  readonly address: string
  readonly headers: IncomingHttpHeaders
  readonly sessionToken: string | null
  /** What this browser alone knows of a sign-in under way. */
  readonly browserKey: string | null
  readonly userAgent: string | null
  /** Of the client, as far as the proxy in front tells. */
  readonly remoteAddress: string
  /** The version named in If-Match, if any (API). */
  readonly ifMatch: number | null
  /** A line in the log, with the request's id: what happened without being a fault of ours. Never names or numbers of people. */
  readonly log: (facts: Readonly<Record<string, unknown>>, words: string) => void
}

/** What the person typed and what is wrong with it: the form is shown again with both. */
export interface FormFaults {
  readonly typed: Readonly<Record<string, string | string[]>>
  /** By field name; the empty name is a sentence for the whole form (a refusal, a conflict). */
  readonly fields: FieldFaults
  /** Somebody else saved meanwhile: the form shows whom, and may be sent again over what they wrote. */
  readonly isStale?: boolean
}

interface RouteBase<I extends InputSchemas> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  readonly path: string
  readonly access: Access
  readonly audit: Audit
  readonly input?: I
  /** Most queries the answer may cost, for pages that state it (a test counts). */
  readonly mostQueries?: number
  /** Changes something in all municipalities at once: its statements may take longer than a page's. */
  readonly reachesAll?: true
  /** Requests a minute from one address before it is told to wait, where that is fewer than for the rest. */
  readonly mostAMinute?: number
}

/** A route that asks others over the network before its own work. */
interface Asking<I extends InputSchemas, F> {
  /** Runs while no transaction is open, for those alone whom the route lets in; `handle` gets its answer. */
  readonly fetchFirst?: (input: Input<I>, request: RequestFacts) => Promise<F>
}

export interface WebRoute<I extends InputSchemas = InputSchemas, F = undefined>
  extends RouteBase<I>,
    Asking<I, F> {
  readonly face: 'web'
  readonly method: 'get' | 'post'
  readonly handle: (ctx: Context, input: Input<I>, request: RequestFacts, fetched: F) => Promise<Answer>
  /** Shows the form again with what was typed; without it, faults give an error page. */
  readonly again?: (ctx: Context, params: Parsed<I, 'params'>, faults: FormFaults) => Promise<PageAnswer>
}

export interface ApiRoute<I extends InputSchemas = InputSchemas, F = undefined>
  extends RouteBase<I>,
    Asking<I, F> {
  readonly face: 'api'
  /** One line for the API's description. */
  readonly summary: string
  readonly tag: string
  readonly output: Schema | null
  readonly successStatus?: 200 | 201 | 202 | 204
  /** The change must name the version it was made from (If-Match), so that nobody writes over another unseen. */
  readonly isConditional?: boolean
  readonly handle: (ctx: Context, input: Input<I>, request: RequestFacts, fetched: F) => Promise<Answer>
}

/**
 * For the door itself: there may be no actor yet. Runs under the door's database role, which alone knows sessions.
 */
export interface DoorRoute<I extends InputSchemas = InputSchemas, F = undefined>
  extends Omit<RouteBase<I>, 'audit'>,
    Asking<I, F> {
  readonly face: 'door'
  readonly method: 'get' | 'post'
  readonly audit: Audit
  /** Called by another server, which proves itself by what it sends: no cookie is read, and no origin asked for. */
  readonly isForServers?: boolean
  /** Why another site's page may send this form, and what takes the place of the check of where it came from. */
  readonly crossSite?: string
  /**
   * The body is an XML document, as bytes, or JSON, instead of a form; or a form of any kind, which nobody reads
   * (one-click unsubscription, RFC 8058).
   */
  readonly takes?: 'xml' | 'json' | 'anyForm'
  /** Largest body in bytes, where that is less than the usual. */
  readonly mostBytes?: number
  readonly handle: (ctx: DoorContext, input: Input<I>, request: RequestFacts, fetched: F) => Promise<Answer>
}
export type DoorContext = Omit<Context, 'actor'> & { readonly actor: Context['actor'] | null }

// biome-ignore lint/suspicious/noExplicitAny: a list of routes of differing inputs; each was checked where it was made
export type Route = WebRoute<any, any> | ApiRoute<any, any> | DoorRoute<any, any>

/** A page or a form of the portal. */
export const web = <const I extends InputSchemas, F = undefined>(
  route: Omit<WebRoute<I, F>, 'face'>,
): WebRoute<I, F> => ({ face: 'web', ...route })
/** A resource of the API. */
export const api = <const I extends InputSchemas, F = undefined>(
  route: Omit<ApiRoute<I, F>, 'face'>,
): ApiRoute<I, F> => ({ face: 'api', ...route })
/** A page that people without a sign-in may use. */
export const door = <const I extends InputSchemas, F = undefined>(
  route: Omit<DoorRoute<I, F>, 'face'>,
): DoorRoute<I, F> => ({ face: 'door', ...route })
