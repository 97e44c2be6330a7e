import type { StoredPost } from './state.ts'

type Attachment = Record<string, unknown> & { readonly actions?: readonly Record<string, unknown>[] }

export const attachmentsOf = (post: StoredPost): readonly Attachment[] => {
  const { attachments } = post.props
  return Array.isArray(attachments) ? (attachments as Attachment[]) : []
}

/** As clients see it: what a button calls, and with what, stays with the server. */
export function viewOfPost(post: StoredPost): StoredPost {
  const attachments = attachmentsOf(post)
  if (attachments.length === 0) return post
  const stripped = attachments.map((attachment) => ({
    ...attachment,
    ...(attachment.actions && {
      actions: attachment.actions.map(({ integration: _integration, ...shown }) => shown),
    }),
  }))
  return { ...post, props: { ...post.props, attachments: stripped } }
}
