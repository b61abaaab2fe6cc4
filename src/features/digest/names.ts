/** The names that a digest's card says: one look-up for companies and one for owners, of those that have a row. */
import type { OpportunitySnapshot } from '../../opportunity/snapshot';
import type { DigestRow } from './calculations/digest-row';
import type { DigestNames } from './views/wording';
import type { Services } from '../services';

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
