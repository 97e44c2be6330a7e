import type { Language } from '../../kernel/language.ts'
import { bilingual } from '../../kernel/language.ts'
import { markdownToHtml } from '../../platform/markdown.ts'
import { Frame } from './frame.tsx'
import { attachmentsOf } from './post-views.ts'
import type { State, StoredPost, StoredUser } from './state.ts'
import { texts } from './texts.ts'

const postsTexts = bilingual({
  da: {
    title: 'Opslag i dine kanaler',
    in: (channel: string) => `I ${channel}`,
    empty: 'Der er ingen opslag i dine kanaler endnu.',
    only: 'Kun du kan se dette:',
    signedOut: 'Log på for at se opslagene i dine kanaler.',
  },
  en: {
    title: 'Posts in your channels',
    in: (channel: string) => `In ${channel}`,
    empty: 'There are no posts in your channels yet.',
    only: 'Only you can see this:',
    signedOut: 'Sign in to see the posts in your channels.',
  },
})

interface PostsPageProps {
  readonly state: State
  readonly language: Language
  readonly reader: StoredUser | null
  /** What a button's answer said to this reader alone. */
  readonly ephemeral: string
}

/** The posts of the reader's channels, newest first, with their buttons. */
export function PostsPage({ state, language, reader, ephemeral }: PostsPageProps) {
  const words = texts(language)
  const own = postsTexts(language)
  const channels = state.channels.filter((channel) =>
    state.channelMembers.some((one) => one.channel_id === channel.id && one.user_id === reader?.id),
  )
  const posts = state.posts.filter((post) => channels.some(({ id }) => id === post.channel_id))
  return (
    <Frame language={language} title={own.title}>
      {ephemeral && (
        <p>
          <strong>{own.only}</strong> {ephemeral}
        </p>
      )}
      {!reader && <p>{own.signedOut}</p>}
      {reader && posts.length === 0 && <p>{own.empty}</p>}
      {posts.toReversed().map((post) => (
        <Post
          key={post.id}
          post={post}
          channel={own.in(channels.find(({ id }) => id === post.channel_id)?.display_name ?? '')}
          author={state.users.find(({ id }) => id === post.user_id)?.first_name ?? ''}
        />
      ))}
      <p>
        <a href="/">{words.toFront}</a>
      </p>
    </Frame>
  )
}

function Post({ post, channel, author }: { post: StoredPost; channel: string; author: string }) {
  return (
    <section class="reader">
      <p class="meta">
        <strong>{author}</strong> {channel}
      </p>
      <div dangerouslySetInnerHTML={{ __html: markdownToHtml(post.message) }} />
      {attachmentsOf(post).map((attachment) => (
        <div key={String(attachment.text)}>
          <p>{String(attachment.text ?? '')}</p>
          {attachment.actions?.map((action) => (
            <form key={String(action.id)} method="post" action={`/opslag/${post.id}/${String(action.id)}`}>
              <button type="submit">{String(action.name)}</button>
            </form>
          ))}
        </div>
      ))}
    </section>
  )
}
