/** Who somebody is, as Slack's own directory states it, and which private conversation is theirs with the bot alone. */
import { LRUCache } from 'lru-cache';
import type { Person } from '../../../core/interaction';
import type { Logger } from '../../../core/log';
import { supportedLocale } from '../../../core/commands/number-separators';
import { toLogFields } from '../outbound/errors';
import type { SlackProfile, SlackApi } from '../outbound/slack-api';
import { hasNoConversation, type Origin } from '../outbound/origin';

export interface People {
  /** Never rejects: whom Slack cannot tell about is a member without an e-mail address, and so without rights. */
  loadPerson(user: string, team: string): Promise<Person>;
}

/** Long enough for a busy channel, short enough that a new address or a lost membership counts soon. */
const profileCacheOptions = { max: 5_000, ttl: 10 * 60_000 };

export function createPeople(slackApi: SlackApi, log: Logger): People {
  const profileCache = new LRUCache<string, SlackProfile>({
    ...profileCacheOptions,
    fetchMethod: (user) => slackApi.profile(user),
  });
  return {
    async loadPerson(user, team) {
      try {
        const profile = await profileCache.fetch(user);
        if (profile !== undefined) return toPerson(user, team, profile);
      } catch (error) {
        log.error({ ...toLogFields(error), user }, 'Slack does not say who this is');
      }
      return { platform: 'slack', tenant: team, id: user, name: user, standing: 'member' };
    },
  };
}

export function toPerson(user: string, team: string, profile: SlackProfile): Person {
  const { real_name: name, profile: details, tz: timezone } = profile;
  // Everything that is drawn for its person would fail for one that there is not.
  const locale = supportedLocale(profile.locale);
  // An address that its owner never confirmed could be anybody's.
  const email = profile.is_email_confirmed === false ? undefined : details?.email;
  return {
    platform: 'slack',
    tenant: team,
    id: user,
    name: name ?? details?.real_name ?? profile.name ?? user,
    standing: membershipOf(profile, team),
    ...(email === undefined ? {} : { email }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(locale === undefined ? {} : { locale }),
  };
}

function membershipOf(profile: SlackProfile, team: string): Person['standing'] {
  if (profile.is_bot === true) return 'bot';
  // In an organisation of several workspaces the person's home may be another one of the same organisation.
  const teams = profile.enterprise_user?.teams ?? [profile.team_id];
  if (profile.is_stranger === true || profile.deleted === true || !teams.includes(team)) return 'foreign';
  return profile.is_restricted === true || profile.is_ultra_restricted === true ? 'guest' : 'member';
}

/** Whether somebody else may listen there. Never rejects: what Slack does not tell is nobody's own. */
export type HasOtherListeners = (origin: Origin) => Promise<boolean>;

export function createOtherListenersCheck(slackApi: Pick<SlackApi, 'openDm'>, log: Logger): HasOtherListeners {
  // It stays the same for ever.
  const dmCache = new LRUCache<string, string>({ max: 5_000, fetchMethod: (user) => slackApi.openDm(user) });
  return async (origin) => {
    const { place: conversation, user } = origin;
    if (conversation.kind !== 'direct' || hasNoConversation(origin)) return false;
    try {
      return (await dmCache.fetch(user)) !== conversation.conversation;
    } catch (error) {
      log.warn({ ...toLogFields(error), user }, 'Slack does not tell which conversation is ours');
      return true;
    }
  };
}
