/** A view as a new message, in which those whom it mentions are pinged: nothing else ever writes `<@…>`. */
import type { Person } from '../../core/arrival';
import type { Logger } from '../../core/log';
import type { Mentioned, View } from '../../core/reply';
import { mrkdwn } from '../../render/escapes';
import type { Drawing } from './draw';
import { factsOf, slackCode } from './failure';
import { personOf } from './people';
import type { Message, Profile, Web } from './slack-web';

/** Never rejects for somebody who is not found. */
export type Mentioning = (view: View, team: string) => Promise<Message>;

interface Parts {
  readonly web: Pick<Web, 'profile' | 'profileOf'>;
  readonly drawing: Drawing;
  readonly log: Logger;
}

export function createMentioning({ web, drawing, log }: Parts): Mentioning {
  const asked = (profile: Promise<Profile>): Promise<Profile | undefined> =>
    profile.catch((error: unknown) => {
      const isUnknown = ['users_not_found', 'user_not_found'].includes(slackCode(error));
      if (!isUnknown) log.warn(factsOf(error), 'Slack does not say whom to mention');
      return undefined;
    });

  async function drawn({ name, ids, emails }: Mentioned, team: string): Promise<string> {
    for (const look of [
      ...ids.map((id) => () => web.profile(id)),
      ...emails.map((email) => () => web.profileOf(email)),
    ]) {
      const profile = await asked(look());
      if (profile?.id !== undefined && isColleague(personOf(profile.id, team, profile))) return `<@${profile.id}>`;
    }
    return mrkdwn(name);
  }

  return async (view, team) => {
    const mentions = await Promise.all((view.mentions ?? []).map((one) => drawn(one, team)));
    return drawing.message(view, mentions.join(', '));
  };
}

/** Whoever the bot would not recognise is not pinged by it either. */
const isColleague = ({ standing, email }: Person): boolean => standing === 'member' && email !== undefined;
