import { z } from 'zod'
import { publicBecause } from '../../platform/http/access.ts'
import { changes, door, json, type Route } from '../../platform/http/route.ts'
import { type Buttons, pressButton } from './actions-button.ts'
import { buttonPath } from './paths.ts'
import { postingTexts } from './texts.ts'

const id = z.string().regex(/^[a-z0-9]{26}$/)

/** As Mattermost's server tells of it; the rest of what it sends is not read. */
const press = z.object({
  user_id: id,
  post_id: id,
  channel_id: id,
  context: z.object({ token: z.string().max(400) }),
})

/** Everybody presses through one server: enough for all of them within a minute. */
const mostAMinute = 1200

/** A button below a post was pressed. Answered as Mattermost expects: with the post as it is now, and a word for one pair of eyes. */
export const buttonRoutes = (buttons: Buttons): Route[] => [
  door({
    method: 'post',
    path: buttonPath,
    access: publicBecause('Mattermost’s server sends it; the signed token in it says that it is ours'),
    audit: changes('posting.seen'),
    isForServers: true,
    takes: 'json',
    mostBytes: 32_000,
    mostAMinute,
    input: { body: press },
    handle: async (ctx, { body }, request) => {
      const pressed = {
        token: body.context.token,
        accountId: body.user_id,
        postId: body.post_id,
        channelId: body.channel_id,
      }
      const answer = await pressButton(ctx, buttons, pressed, request.id)
      // The channels are Danish; who reads there has chosen no other language here.
      const { press: words } = postingTexts('da')
      if (answer.outcome === 'unknown') {
        request.log({}, 'button with a token that is not ours')
        return json({ error: { message: 'unauthorized' } }, { status: 401 })
      }
      if (answer.outcome === 'refused') {
        request.log({ why: answer.why }, 'button not taken')
        return json({ ephemeral_text: words[answer.why] })
      }
      const { message, props } = answer
      return json({
        update: { message, props },
        ephemeral_text: answer.isNew ? words.done : words.already,
      })
    },
  }),
]
