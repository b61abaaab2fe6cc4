/** The app's Home tab of each person, as the bot published it. */
import type { Piece, SlackHome } from './peer';
import { Refusal } from './refusal';
import { fresh, type Window } from './windows';

export interface Homes {
  all(): Readonly<Record<string, SlackHome>>;
  of(person: string): Window | undefined;
  /** `hash` is the one of the view that is to be replaced. */
  publish(person: string, view: Piece, hash?: string): Window;
}

export function createHomes(changed: () => void): Homes {
  const homes = new Map<string, Window & SlackHome>();
  let made = 0;
  return {
    all: () => Object.fromEntries(homes),
    of: (person) => homes.get(person),
    publish(person, view, hash) {
      const before = homes.get(person);
      if (hash !== undefined && hash !== before?.hash) throw new Refusal('hash_conflict');
      const window = fresh(view, (made += 1));
      const home = { ...window, id: before?.id ?? `VH${String(made)}`, times: (before?.times ?? 0) + 1 };
      homes.set(person, home);
      changed();
      return home;
    },
  };
}
