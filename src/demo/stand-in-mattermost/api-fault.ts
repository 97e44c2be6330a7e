/** A refusal as the real server gives it: callers branch on the status and the id. */
export class ApiFault extends Error {
  readonly status: number
  readonly id: string
  readonly detail: string
  constructor(status: number, id: string, detail = '') {
    super(id)
    this.status = status
    this.id = id
    this.detail = detail
  }
}

export const badBody = (field: string): ApiFault =>
  new ApiFault(400, 'api.context.invalid_body_param.app_error', `field=${field}`)

export const forbidden = (permission: string): ApiFault =>
  new ApiFault(403, 'api.context.permissions.app_error', `permission=${permission}`)

/** Whatever went wrong, as a refusal. */
export function asApiFault(error: unknown): ApiFault {
  if (error instanceof ApiFault) return error
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  return status < 500
    ? new ApiFault(400, 'api.context.invalid_body_param.app_error')
    : new ApiFault(500, 'api.context.internal_error.app_error')
}
