/** What every interactive payload says: who, in which workspace, for which app. */
import type { SlackJson, SlackChannel, SlackPerson } from '../fake-slack';
import { bot, team } from '../seed';
import type { FakeSlackContext } from '../web-api/method';
import type { OpenView } from '../modals';

/** Deprecated by Slack, and still in every payload. */
export const token = 'deprecated';

export const commonPayload = ({ id, key }: SlackPerson): SlackJson => ({
  token,
  api_app_id: bot.appId,
  team: { id: team.id, domain: 'playground' },
  user: { id, username: key, name: key, team_id: team.id },
  enterprise: null,
  is_enterprise_install: false,
});

export const channelPayload = ({ id, name, kind }: SlackChannel): SlackJson => ({
  id,
  name: kind === 'direct' ? 'directmessage' : name,
});

/** The modal that the person has in front of them. */
export function topModalOf({ modals, world }: FakeSlackContext, person: string): OpenView {
  const modal = modals.top(person);
  if (modal === undefined) throw new Error(`${world.person(person).name} has no modal open.`);
  return modal;
}
