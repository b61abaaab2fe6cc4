/** A view as a new message, in which those whom it mentions are pinged: nothing else ever writes `<@…>`. */
import type { Person } from '../../../core/interaction';
import type { Logger } from '../../../core/log';
import type { Mention, View } from '../../../core/reply';
import { mrkdwn } from '../../../render/escapes';
import type { SlackRenderer } from './draw';
import { toLogFields, slackErrorCode } from '../outbound/errors';
import { toPerson } from '../identity/people';
import type { OutgoingSlackMessage, SlackProfile, SlackApi } from '../outbound/slack-api';

/** Never rejects for somebody who is not found. */
export type RenderWithMentions = (view: View, team: string) => Promise<OutgoingSlackMessage>;

interface MentionRendererDeps {
  readonly slackApi: Pick<SlackApi, 'profile' | 'profileByEmail'>;
  readonly renderer: SlackRenderer;
  readonly log: Logger;
}

export function createMentionRenderer({ slackApi, renderer, log }: MentionRendererDeps): RenderWithMentions {
  const profileOrUndefined = (profile: Promise<SlackProfile>): Promise<SlackProfile | undefined> =>
    profile.catch((error: unknown) => {
      const isUnknown = ['users_not_found', 'user_not_found'].includes(slackErrorCode(error));
      if (!isUnknown) log.warn(toLogFields(error), 'Slack does not say whom to mention');
      return undefined;
    });

  async function renderMention({ name, ids, emails }: Mention, team: string): Promise<string> {
    for (const loadProfile of [
      ...ids.map((id) => () => slackApi.profile(id)),
      ...emails.map((email) => () => slackApi.profileByEmail(email)),
    ]) {
      const profile = await profileOrUndefined(loadProfile());
      if (profile?.id !== undefined && isMemberWithEmail(toPerson(profile.id, team, profile)))
        return `<@${profile.id}>`;
    }
    return mrkdwn(name);
  }

  return async (view, team) => {
    const mentions = await Promise.all((view.mentions ?? []).map((mention) => renderMention(mention, team)));
    return renderer.message(view, mentions.join(', '));
  };
}

/** Whoever the bot would not recognise is not pinged by it either. */
const isMemberWithEmail = ({ standing, email }: Person): boolean => standing === 'member' && email !== undefined;
