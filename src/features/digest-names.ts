/** The names that a digest's card says: one look-up for companies and one for owners, of those that have a row. */
import type { Figures } from '../opportunity/figures';
import type { Standing } from '../opportunity/digest/standing';
import type { DigestNames } from '../views/digest/digest-words';
import type { Services } from './services';

interface Named {
  readonly figures: readonly Figures[];
  readonly owners: readonly (number | null)[];
  readonly standings: readonly Standing[];
}

export async function namesFor(
  { opportunities }: Services,
  { figures, owners, standings }: Named,
): Promise<{ readonly names: DigestNames; readonly missing: readonly string[] }> {
  const companies = figures.map(({ company }) => company);
  const people = [...figures.map(({ owner }) => owner), ...owners].filter((owner) => owner !== null);
  const [companyNames, ownerNames] = await Promise.all([
    opportunities.namesOf('company', companies),
    opportunities.namesOf('resource', people),
  ]);
  const titles = new Map(standings.map((standing) => [standing.figures.id, standing.title]));
  const unread = [...companyNames, ...ownerNames].some(([id, name]) => name === `#${String(id)}`);
  return {
    names: {
      title: (id) => titles.get(id),
      company: (id) => companyNames.get(id) ?? '',
      owner: (id) => (id === null ? '' : (ownerNames.get(id) ?? `#${String(id)}`)),
      url: (id) => opportunities.url(id),
    },
    missing: unread ? ['Some names could not be read; numbers stand in their place.'] : [],
  };
}
