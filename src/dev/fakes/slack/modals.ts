/** The modals that people have open: one stack each, of three at most. */
import type { SlackJson, SlackModal } from './fake-slack';
import { SlackApiError } from './refusal';
import { inputsOf } from './inputs';

/** A modal with what only Slack knows of it. */
export interface OpenView extends SlackModal {
  readonly hash: string;
  /** Options that the bot suggested, so that a chosen one keeps its label. */
  readonly suggested: readonly SlackJson[];
}

export interface OpenModals {
  /** The modal in front of each person, by key. */
  open(): Readonly<Record<string, SlackModal>>;
  top(person: string): OpenView | undefined;
  /** Opens in place of whatever was open. */
  show(person: string, view: SlackJson): OpenView;
  push(person: string, view: SlackJson): OpenView;
  /** The modal with this id, wherever it is; `not_found` once it was closed. */
  replace(id: string, view: SlackJson, hash?: string): OpenView;
  change(person: string, change: Partial<OpenView>): void;
  close(person: string, all?: boolean): void;
}

const maxDepth = 3;

export function createOpenModals(notify: () => void, restored: Readonly<Record<string, SlackModal>> = {}): OpenModals {
  // They were looked at as those of a Slack: the rest of each is there as well.
  const stacks = new Map(Object.entries(restored).map(([person, modal]) => [person, [modal as OpenView]]));
  let created = 0;
  const stackOf = (person: string) => stacks.get(person) ?? [];
  function put(person: string, stack: OpenView[]): void {
    stacks.set(person, stack);
    notify();
  }
  const create = (view: SlackJson): OpenView => createOpenView(view, (created += 1));
  const pushOnto = (person: string, below: OpenView[], view: SlackJson): OpenView => {
    const window = create(view);
    put(person, [...below, window]);
    return window;
  };
  return {
    open: () =>
      Object.fromEntries([...stacks].flatMap(([person, stack]) => stack.slice(-1).map((top) => [person, top]))),
    top: (person) => stackOf(person).at(-1),
    show: (person, view) => pushOnto(person, [], view),
    push(person, view) {
      if (stackOf(person).length >= maxDepth) throw new SlackApiError('push_limit_reached');
      return pushOnto(person, stackOf(person), view);
    },
    replace(id, view, hash) {
      const found = [...stacks].find(([, stack]) => stack.some((window) => window.id === id));
      const restored = found?.[1].find((window) => window.id === id);
      if (found === undefined || restored === undefined) throw new SlackApiError('not_found');
      if (hash !== undefined && hash !== restored.hash) throw new SlackApiError('hash_conflict');
      const after = {
        ...restored,
        ...create(view),
        id,
        typed: retainedInput(restored, view),
        suggested: restored.suggested,
      };
      put(
        found[0],
        found[1].map((window) => (window === restored ? after : window)),
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
export const createOpenView = (view: SlackJson, number: number): OpenView => ({
  id: `V${String(number)}`,
  view: withViewBlockIds(view, number),
  typed: {},
  errors: {},
  trouble: '',
  hash: `h${String(number)}`,
  suggested: [],
});

/** Slack's client keeps what was typed in a field as long as the field keeps its ids. */
function retainedInput({ typed, view: before }: OpenView, view: SlackJson): OpenView['typed'] {
  const ids = (of: SlackJson) =>
    new Set(inputsOf(of).map(({ block, element }) => `${block} ${String(element['action_id'])}`));
  const [old, now] = [ids(before), ids(view)];
  const stays = new Set([...now].filter((one) => old.has(one)).map((one) => one.split(' ')[0]));
  return Object.fromEntries(Object.entries(typed).filter(([block]) => stays.has(block)));
}

function withViewBlockIds(view: SlackJson, made: number): SlackJson {
  const blocks = (view['blocks'] ?? []) as readonly SlackJson[];
  return {
    ...view,
    blocks: blocks.map((block, index) => ({ block_id: `v${String(made)}b${String(index)}`, ...block })),
  };
}
