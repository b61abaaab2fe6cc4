/** What every interactive payload says: who, in which workspace, for which app. */
import type { Piece, SlackChannel, SlackPerson } from '../peer';
import { bot, team } from '../seed';
import type { Ground } from '../web-api/method';
import type { Window } from '../windows';

/** Deprecated by Slack, and still in every payload. */
export const token = 'deprecated';

export const common = ({ id, key }: SlackPerson): Piece => ({
  token,
  api_app_id: bot.appId,
  team: { id: team.id, domain: 'playground' },
  user: { id, username: key, name: key, team_id: team.id },
  enterprise: null,
  is_enterprise_install: false,
});

export const channelOf = ({ id, name, kind }: SlackChannel): Piece => ({
  id,
  name: kind === 'direct' ? 'directmessage' : name,
});

/** The modal that the person has in front of them. */
export function topOf({ windows, world }: Ground, person: string): Window {
  const window = windows.top(person);
  if (window === undefined) throw new Error(`${world.person(person).name} has no modal open.`);
  return window;
}
