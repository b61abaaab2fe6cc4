/** Whose opportunities need a hand, as people whom the platform of the digest can look up. */
import type { Mention } from '../../core/reply';
import type { ComposeRequest } from './compose-request';
import type { FeatureContext, Services } from '../services';
import type { OpportunitySnapshot } from '../../opportunity/snapshot';
import type { DigestRow } from './calculations/digest-row';
import type { DigestNames } from './views/wording';

/** The first few, whose opportunities need it most: nobody reads a longer list, and a card has its limits. */
const maxMentions = 8;

/** Nobody in a private conversation, in a look for oneself, or where it is not switched on. */
export async function mentionsFor(
  { services }: FeatureContext,
  { subscription, mentions = false }: Pick<ComposeRequest, 'subscription' | 'mentions'>,
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

  /** An address of several active resources tells nobody apart. */
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
