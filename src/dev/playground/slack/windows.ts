/** The modals that people have open: one stack each, of three at most. */
import type { Piece, SlackModal } from './peer';
import { Refusal } from './refusal';
import { inputsOf } from './inputs';

/** A modal with what only Slack knows of it. */
export interface Window extends SlackModal {
  readonly hash: string;
  /** Options that the bot suggested, so that a chosen one keeps its label. */
  readonly suggested: readonly Piece[];
}

export interface Windows {
  /** The modal in front of each person, by key. */
  open(): Readonly<Record<string, SlackModal>>;
  top(person: string): Window | undefined;
  /** Opens in place of whatever was open. */
  show(person: string, view: Piece): Window;
  push(person: string, view: Piece): Window;
  /** The modal with this id, wherever it is; `not_found` once it was closed. */
  replace(id: string, view: Piece, hash?: string): Window;
  change(person: string, change: Partial<Window>): void;
  close(person: string, all?: boolean): void;
}

const deepest = 3;

export function createWindows(changed: () => void, before: Readonly<Record<string, SlackModal>> = {}): Windows {
  // They were looked at as those of a Slack: the rest of each is there as well.
  const stacks = new Map(Object.entries(before).map(([person, modal]) => [person, [modal as Window]]));
  let made = 0;
  const stackOf = (person: string) => stacks.get(person) ?? [];
  function put(person: string, stack: Window[]): void {
    stacks.set(person, stack);
    changed();
  }
  const create = (view: Piece): Window => fresh(view, (made += 1));
  const added = (person: string, below: Window[], view: Piece): Window => {
    const window = create(view);
    put(person, [...below, window]);
    return window;
  };
  return {
    open: () =>
      Object.fromEntries([...stacks].flatMap(([person, stack]) => stack.slice(-1).map((top) => [person, top]))),
    top: (person) => stackOf(person).at(-1),
    show: (person, view) => added(person, [], view),
    push(person, view) {
      if (stackOf(person).length >= deepest) throw new Refusal('push_limit_reached');
      return added(person, stackOf(person), view);
    },
    replace(id, view, hash) {
      const found = [...stacks].find(([, stack]) => stack.some((window) => window.id === id));
      const before = found?.[1].find((window) => window.id === id);
      if (found === undefined || before === undefined) throw new Refusal('not_found');
      if (hash !== undefined && hash !== before.hash) throw new Refusal('hash_conflict');
      const after = { ...before, ...create(view), id, typed: kept(before, view), suggested: before.suggested };
      put(
        found[0],
        found[1].map((window) => (window === before ? after : window)),
      );
      return after;
    },
    change(person, change) {
      put(
        person,
        stackOf(person).map((window, index, all) => (index === all.length - 1 ? { ...window, ...change } : window)),
      );
    },
    close: (person, all = false) => put(person, all ? [] : stackOf(person).slice(0, -1)),
  };
}

/** A view as Slack holds it from now on. */
export const fresh = (view: Piece, number: number): Window => ({
  id: `V${String(number)}`,
  view: named(view, number),
  typed: {},
  errors: {},
  trouble: '',
  hash: `h${String(number)}`,
  suggested: [],
});

/** Slack's client keeps what was typed in a field as long as the field keeps its ids. */
function kept({ typed, view: before }: Window, view: Piece): Window['typed'] {
  const ids = (of: Piece) =>
    new Set(inputsOf(of).map(({ block, element }) => `${block} ${String(element['action_id'])}`));
  const [old, now] = [ids(before), ids(view)];
  const stays = new Set([...now].filter((one) => old.has(one)).map((one) => one.split(' ')[0]));
  return Object.fromEntries(Object.entries(typed).filter(([block]) => stays.has(block)));
}

function named(view: Piece, made: number): Piece {
  const blocks = (view['blocks'] ?? []) as readonly Piece[];
  return {
    ...view,
    blocks: blocks.map((block, index) => ({ block_id: `v${String(made)}b${String(index)}`, ...block })),
  };
}
