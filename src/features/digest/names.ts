/** The names on a digest's card, and the owners whom it mentions. */
import type { Mention } from '../../core/reply';
import type { Subscription } from '../../opportunity/subscription';
import type { FeatureContext, Services } from '../services';
import type { OpportunitySnapshot } from '../../opportunity/snapshot';
import type { DigestRow } from './calculations/digest-row';
import type { DigestNames } from './views/wording';

/** Owners of the most urgent opportunities: nobody reads a longer list, and cards are limited. */
const maxMentions = 8;

/** None in a private conversation, in a preview, or where mentions are switched off. */
export async function mentionsFor(
  { services }: FeatureContext,
  { subscription, mentions = false }: { readonly subscription: Subscription | undefined; readonly mentions?: boolean },
  owners: readonly (number | null)[],
): Promise<readonly Mention[]> {
  if (!mentions || subscription?.mentions !== true || subscription.place.kind === 'direct') return [];
  const { tenant } = subscription.place;
  const { opportunities, connections } = services;
  const ids = [...new Set(owners.filter((owner) => owner !== null))].slice(0, maxMentions);
  const [names, links] = await Promise.all([opportunities.namesOf('resource', ids), connections.all()]);
  const linksHere = links.filter(({ who }) => who.tenant === tenant);
  return Promise.all(
    ids.map(async (id) => ({
      name: names.get(id) ?? `#${String(id)}`,
      ids: linksHere.filter(({ as }) => as.id === id).map(({ who }) => who.id),
      emails: await emailsOf(id),
    })),
  );

  /** An address that several active resources share identifies nobody. */
  async function emailsOf(id: number): Promise<readonly string[]> {
    const { emails = [] } = (await opportunities.activeResource(id)) ?? {};
    const resourcesPerEmail = await Promise.all(emails.map((email) => opportunities.resourcesByEmail(email)));
    return emails.filter((_email, index) => resourcesPerEmail[index]?.length === 1);
  }
}

interface NamesRequest {
  readonly snapshots: readonly OpportunitySnapshot[];
  readonly owners: readonly (number | null)[];
  readonly rows: readonly DigestRow[];
}

export async function loadDigestNames(
  { opportunities }: Services,
  { snapshots, owners, rows }: NamesRequest,
): Promise<{ readonly names: DigestNames; readonly missing: readonly string[] }> {
  const companyIds = snapshots.map(({ company }) => company);
  const ownerIds = [...snapshots.map(({ owner }) => owner), ...owners].filter((owner) => owner !== null);
  const [companyNames, ownerNames] = await Promise.all([
    opportunities.namesOf('company', companyIds),
    opportunities.namesOf('resource', ownerIds),
  ]);
  const titles = new Map(rows.map((row) => [row.snapshot.id, row.title]));
  const hasUnread = [...companyNames, ...ownerNames].some(([id, name]) => name === `#${String(id)}`);
  return {
    names: {
      title: (id) => titles.get(id),
      company: (id) => companyNames.get(id) ?? '',
      owner: (id) => (id === null ? '' : (ownerNames.get(id) ?? `#${String(id)}`)),
      url: (id) => opportunities.url(id),
    },
    missing: hasUnread ? ['Some names could not be read; numbers stand in their place.'] : [],
  };
}
