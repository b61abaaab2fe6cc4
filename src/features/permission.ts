/** Who may do what, and where: the administrator's own lists, checked once for words, buttons, forms and all other ways in. */
import type { Interaction, Person } from '../core/interaction';
import { UserAccessDenied } from '../core/errors';

/** E-mail addresses and the platforms' own ids, whatever their case; undefined permits everybody. */
type AllowList = readonly string[] | undefined;

/** As the settings have it. */
export interface Permissions {
  /** May connect people whose e-mail addresses differ. */
  readonly administrators: readonly string[];
  /** Ids of conversations; the private one with a person is always permitted. Undefined permits all. */
  readonly channels: readonly string[] | undefined;
  readonly readers: AllowList;
  readonly writers: AllowList;
  /** For one kind of change, in place of `writers`. */
  readonly changes: Readonly<Record<string, AllowList>>;
}

export const unrestricted: Permissions = {
  administrators: [],
  channels: undefined,
  readers: undefined,
  writers: undefined,
  changes: {},
};

const includesIgnoringCase = (names: readonly string[], wanted: string | undefined): boolean =>
  wanted !== undefined && names.some((name) => name.toLowerCase() === wanted.toLowerCase());

/** Only members count, and only addresses that their platform vouches for. */
export const isAmong = (people: readonly string[], { standing: membership, email, id }: Person): boolean =>
  membership === 'member' && (includesIgnoringCase(people, id) || includesIgnoringCase(people, email));

const changeTexts: Readonly<Record<string, string>> = {
  edit: 'change opportunities',
  close: 'win, lose or reopen opportunities',
  create: 'create opportunities',
  note: 'add notes',
};

/** Throws `UserAccessDenied` with whom to ask. `change` is what kind is to be made, undefined for looking. */
export function assertPermission(
  permissions: Permissions,
  { person, conversation }: Pick<Interaction, 'person' | 'conversation'>,
  change: string | undefined,
): void {
  const hint = whomToAsk(permissions.administrators);
  const isDirect = conversation.kind === 'direct';
  if (
    !isDirect &&
    !isPermitted(permissions.channels, (channels) => includesIgnoringCase(channels, conversation.conversation))
  ) {
    throw new UserAccessDenied('I do not answer in this conversation.', { hint: `Write to me privately. ${hint}` });
  }
  if (!isPermitted(permissions.readers, (readers) => isAmong(readers, person))) {
    throw new UserAccessDenied('You are not among those who may use me.', { hint });
  }
  if (change === undefined) return;
  const allowed = permissions.changes[change] ?? permissions.writers;
  if (isPermitted(allowed, (people) => isAmong(people, person))) return;
  throw new UserAccessDenied(`You are not among those who may ${changeTexts[change] ?? 'do that'} here.`, { hint });
}

/** No list permits everything. */
const isPermitted = (list: readonly string[] | undefined, test: (list: readonly string[]) => boolean): boolean =>
  list === undefined || test(list);

export function whomToAsk(administrators: readonly string[]): string {
  const known = administrators.filter((name) => name.includes('@'));
  return known.length === 0 ? 'Ask your administrator.' : `Ask your administrator: ${known.join(', ')}.`;
}
