/** The doors out of all platforms as one: what is said goes to the platform of its place. */
import type { PlatformName } from './arrival';
import type { Platform } from './platform';

export type Outlet = Pick<Platform, 'post' | 'update' | 'direct' | 'canPost' | 'wasPosted'>;

/** Throws where a place belongs to a platform that is configured no more. */
export function createOutlet(platforms: () => readonly (Outlet & Pick<Platform, 'name'>)[]): Outlet {
  const of = (wanted: PlatformName): Outlet => {
    const platform = platforms().find(({ name }) => name === wanted);
    if (platform === undefined) throw new Error(`There is no ${wanted} any more.`);
    return platform;
  };
  return {
    post: async (place, view, mark) => of(place.platform).post(place, view, mark),
    update: async (card, view) => of(card.place.platform).update(card, view),
    direct: async (person) => of(person.platform).direct(person),
    canPost: async (place) => of(place.platform).canPost(place),
    wasPosted: async (place, mark, since) => of(place.platform).wasPosted(place, mark, since),
  };
}
