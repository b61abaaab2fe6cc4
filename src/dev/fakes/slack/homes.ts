/** The app's Home tab of each person, as the bot published it. */
import type { SlackJson, SlackHome } from './fake-slack';
import { SlackApiError } from './refusal';
import { createOpenView, type OpenView } from './modals';

export interface Homes {
  all(): Readonly<Record<string, SlackHome>>;
  of(person: string): OpenView | undefined;
  /** `hash` is the one of the view that is to be replaced. */
  publish(person: string, view: SlackJson, hash?: string): OpenView;
}

export function createHomes(notify: () => void): Homes {
  const homes = new Map<string, OpenView & SlackHome>();
  let published = 0;
  return {
    all: () => Object.fromEntries(homes),
    of: (person) => homes.get(person),
    publish(person, view, hash) {
      const previous = homes.get(person);
      if (hash !== undefined && hash !== previous?.hash) throw new SlackApiError('hash_conflict');
      const openView = createOpenView(view, (published += 1));
      const home = { ...openView, id: previous?.id ?? `VH${String(published)}`, times: (previous?.times ?? 0) + 1 };
      homes.set(person, home);
      notify();
      return home;
    },
  };
}
