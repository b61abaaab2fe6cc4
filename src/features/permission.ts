/** Who may do what, and where: the administrator's own lists, checked once for words, buttons, forms and all other ways in. */
import type { Arrival, Person } from '../core/arrival';
import { Barred } from '../core/errors';

/** E-mail addresses and the platforms' own ids, whatever their case; undefined permits everybody. */
type People = readonly string[] | undefined;

/** As the settings have it. */
export interface Permissions {
  /** May connect people whose e-mail addresses differ. */
  readonly administrators: readonly string[];
  /** Ids of conversations; the private one with a person is always permitted. Undefined permits all. */
  readonly channels: readonly string[] | undefined;
  readonly readers: People;
  readonly writers: People;
  /** For one kind of change, in place of `writers`. */
  readonly changes: Readonly<Record<string, People>>;
}

export const everybody: Permissions = {
  administrators: [],
  channels: undefined,
  readers: undefined,
  writers: undefined,
  changes: {},
};

const has = (names: readonly string[], wanted: string | undefined): boolean =>
  wanted !== undefined && names.some((name) => name.toLowerCase() === wanted.toLowerCase());

/** Only members count, and only addresses that their platform vouches for. */
export const isAmong = (people: readonly string[], { standing, email, id }: Person): boolean =>
  standing === 'member' && (has(people, id) || has(people, email));

const inWords: Readonly<Record<string, string>> = {
  edit: 'change opportunities',
  close: 'win, lose or reopen opportunities',
  create: 'create opportunities',
  note: 'add notes',
};

/** Throws `Barred` with whom to ask. `change` is what kind is to be made, undefined for looking. */
export function permit(
  permissions: Permissions,
  { person, place }: Pick<Arrival, 'person' | 'place'>,
  change: string | undefined,
): void {
  const ask = askWhom(permissions.administrators);
  const inPrivate = place.kind === 'direct';
  if (!inPrivate && !isPermitted(permissions.channels, (channels) => has(channels, place.conversation))) {
    throw new Barred('I do not answer in this conversation.', { next: `Write to me privately. ${ask}` });
  }
  if (!isPermitted(permissions.readers, (readers) => isAmong(readers, person))) {
    throw new Barred('You are not among those who may use me.', { next: ask });
  }
  if (change === undefined) return;
  const changers = permissions.changes[change] ?? permissions.writers;
  if (isPermitted(changers, (people) => isAmong(people, person))) return;
  throw new Barred(`You are not among those who may ${inWords[change] ?? 'do that'} here.`, { next: ask });
}

/** No list permits everything. */
const isPermitted = (list: readonly string[] | undefined, test: (list: readonly string[]) => boolean): boolean =>
  list === undefined || test(list);

export function askWhom(administrators: readonly string[]): string {
  const known = administrators.filter((name) => name.includes('@'));
  return known.length === 0 ? 'Ask your administrator.' : `Ask your administrator: ${known.join(', ')}.`;
}
