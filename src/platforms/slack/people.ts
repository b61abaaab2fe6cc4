/** Who somebody is, as Slack's own directory states it. */
import { LRUCache } from 'lru-cache';
import type { Person } from '../../core/arrival';
import type { Logger } from '../../core/log';
import { knownLocale } from '../../core/number-signs';
import { factsOf } from './failure';
import type { Profile, Web } from './slack-web';

export interface People {
  /** Never rejects: whom Slack cannot tell about is a member without an e-mail address, and so without rights. */
  find(user: string, team: string): Promise<Person>;
}

/** Long enough for a busy channel, short enough that a new address or a lost membership counts soon. */
const known = { max: 5_000, ttl: 10 * 60_000 };

export function createPeople(web: Web, log: Logger): People {
  const profiles = new LRUCache<string, Profile>({ ...known, fetchMethod: (user) => web.profile(user) });
  return {
    async find(user, team) {
      try {
        const profile = await profiles.fetch(user);
        if (profile !== undefined) return personOf(user, team, profile);
      } catch (error) {
        log.error({ ...factsOf(error), user }, 'Slack does not say who this is');
      }
      return { platform: 'slack', tenant: team, id: user, name: user, standing: 'member' };
    },
  };
}

export function personOf(user: string, team: string, profile: Profile): Person {
  const { real_name: name, profile: shown, tz: timezone } = profile;
  // Everything that is drawn for its person would fail for one that there is not.
  const locale = knownLocale(profile.locale);
  // An address that its owner never confirmed could be anybody's.
  const email = profile.is_email_confirmed === false ? undefined : shown?.email;
  return {
    platform: 'slack',
    tenant: team,
    id: user,
    name: name ?? shown?.real_name ?? profile.name ?? user,
    standing: standingOf(profile, team),
    ...(email === undefined ? {} : { email }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(locale === undefined ? {} : { locale }),
  };
}

function standingOf(profile: Profile, team: string): Person['standing'] {
  if (profile.is_bot === true) return 'bot';
  // In an organisation of several workspaces the person's home may be another one of the same organisation.
  const teams = profile.enterprise_user?.teams ?? [profile.team_id];
  if (profile.is_stranger === true || profile.deleted === true || !teams.includes(team)) return 'foreign';
  return profile.is_restricted === true || profile.is_ultra_restricted === true ? 'guest' : 'member';
}
