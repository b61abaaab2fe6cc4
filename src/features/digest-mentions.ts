/** Whose opportunities need a hand, as people whom the platform of the digest can look up. */
import type { Mentioned } from '../core/reply';
import type { EditionWanted } from './digest-request';
import type { Here } from './services';

/** The first few, whose opportunities need it most: nobody reads a longer list, and a card has its limits. */
const most = 8;

/** Nobody in a private conversation, in a look for oneself, or where it is not switched on. */
export async function mentionsFor(
  { services }: Here,
  { subscription, mentions = false }: Pick<EditionWanted, 'subscription' | 'mentions'>,
  owners: readonly (number | null)[],
): Promise<readonly Mentioned[]> {
  if (!mentions || subscription?.mentions !== true || subscription.place.kind === 'direct') return [];
  const { tenant } = subscription.place;
  const { opportunities, connections } = services;
  const ids = [...new Set(owners.filter((owner) => owner !== null))].slice(0, most);
  const [names, connected] = await Promise.all([opportunities.namesOf('resource', ids), connections.all()]);
  const here = connected.filter(({ who }) => who.tenant === tenant);
  return Promise.all(
    ids.map(async (id) => ({
      name: names.get(id) ?? `#${String(id)}`,
      ids: here.filter(({ as }) => as.id === id).map(({ who }) => who.id),
      emails: await emailsOf(id),
    })),
  );

  /** An address of several active resources tells nobody apart. */
  async function emailsOf(id: number): Promise<readonly string[]> {
    const { emails = [] } = (await opportunities.activeResource(id)) ?? {};
    const held = await Promise.all(emails.map((email) => opportunities.resourcesByEmail(email)));
    return emails.filter((_email, index) => held[index]?.length === 1);
  }
}
