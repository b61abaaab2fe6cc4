/** Somebody of the local workspace and tenant who has another language in their profile: before they are first seen. */
import { people as onSlack } from '../../src/dev/fakes/slack/seed';
import { people as onTeams } from '../../src/dev/fakes/teams/tenant';

export function setLocale(person: string, locale: string): void {
  for (const one of [...onSlack, ...onTeams].filter(({ key }) => key === person)) Object.assign(one, { locale });
}
