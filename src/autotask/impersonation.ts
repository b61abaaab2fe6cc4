/** Writes on behalf of a person: the header where the tenant permits it, and what happens where it does not. */
import { NotAllowed } from '../core/errors';
import type { Author } from '../opportunity/changes';
import { WrongCredentials } from './failures';
import { createMemory, type Learnt, type Memory, type MemoryParts } from './learnt';

/** What a write sends along: the header, and whether the person's name has to be written into the text instead. */
export interface Acting {
  readonly headers: { readonly ImpersonationResourceId?: string };
  readonly named: boolean;
}
export interface Impersonation {
  <T>(author: Author, entity: string, send: (acting: Acting) => Promise<T>): Promise<T>;
  /** What was learnt, by another replica or before a restart too. Rejects where it cannot be read. */
  seen(): Promise<Seen>;
  /** Whether a record of this entity was seen that shows the person. */
  isVerified(entity: string): Promise<boolean>;
  /** What a record shows that was created with the header. */
  shown(entity: string, acted: boolean): Promise<void>;
}
export interface Seen {
  readonly permitted: boolean;
  /** For how many people it was refused within the hour. */
  readonly refused: number;
  /** When it was refused last; undefined when it never was, or was permitted to the same person afterwards. */
  readonly refusedAt: Date | undefined;
  /** Entities that take the header and act as the API user all the same. */
  readonly ignored: readonly string[];
}

interface Parts extends MemoryParts {
  readonly mode: 'auto' | 'off' | 'required';
}

/** How long a refusal is remembered: an administrator may grant the right meanwhile. */
const refusalCounts = 60 * 60_000;
/** Longer, since finding out anew leaves a record that does not show the person. */
const ignoringCounts = 24 * 60 * 60_000;

const itself: Acting = { headers: {}, named: true };
const inNameOf = ({ id }: Author): Acting => ({ headers: { ImpersonationResourceId: String(id) }, named: false });

export function createImpersonation({ mode, ...parts }: Parts): Impersonation {
  const { clock, log } = parts;
  const memory = createMemory(parts);
  const refuse = (key: string) => {
    const until = clock().getTime() + refusalCounts;
    return memory.learn((before) => ({ ...before, permitted: false, refused: { ...before.refused, [key]: until } }));
  };

  const permit = async (learnt: Learnt, key: string) => {
    if (learnt.permitted && learnt.refused[key] === undefined) return;
    await memory.learn((before) => permitted(before, key));
  };

  async function onBehalf<T>(author: Author, entity: string, send: (acting: Acting) => Promise<T>): Promise<T> {
    if (mode === 'off') return send(itself);
    const key = `${entity}/${author.id}`;
    const learnt = await memory.now();
    const ignored = learnt.ignored[entity] !== undefined;
    const refused = learnt.refused[key] !== undefined;
    if (mode === 'required' && ignored) throw required();
    if (mode === 'auto' && (ignored || refused)) return send(itself);
    try {
      const result = await send(inNameOf(author));
      await permit(learnt, key);
      return result;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (mode === 'required') {
        await refuse(key);
        throw required(error);
      }
      // Refused before anything was written. The same words mean a missing right: only the second answer tells which.
      const result = await send(itself);
      await refuse(key);
      log.warn({ entity, resource: author.id }, 'impersonation is not permitted; writing as the API user');
      return result;
    }
  }

  return Object.assign(onBehalf, askedOf(memory, parts));
}

const askedOf = (
  memory: Memory,
  { clock, log }: MemoryParts,
): Pick<Impersonation, 'seen' | 'isVerified' | 'shown'> => ({
  async seen() {
    const { permitted: yes, refused, ignored } = await memory.ever();
    const still = (ends: Readonly<Record<string, number>>) =>
      Object.keys(ends).filter((name) => (ends[name] ?? 0) > clock().getTime());
    const people = new Set(still(refused).map((key) => key.split('/')[1]));
    const last = Math.max(...Object.values(refused)) - refusalCounts;
    const refusedAt = Number.isFinite(last) ? new Date(last) : undefined;
    return { permitted: yes, refused: people.size, refusedAt, ignored: still(ignored) };
  },
  isVerified: async (entity) => (await memory.now()).verified.includes(entity),
  async shown(entity, acted) {
    if (acted && (await memory.now()).verified.includes(entity)) return;
    const until = clock().getTime() + ignoringCounts;
    await memory.learn((before) => (acted ? verify(before, entity) : ignore(before, entity, until)));
    if (!acted) log.warn({ entity }, 'impersonation is ignored without a word; writing as the API user');
  },
});

const isRefusal = (error: unknown): error is NotAllowed =>
  error instanceof NotAllowed && !(error instanceof WrongCredentials);

const permitted = (before: Learnt, key: string): Learnt => {
  const refused = Object.fromEntries(Object.entries(before.refused).filter(([other]) => other !== key));
  return { ...before, permitted: true, refused };
};
const verify = (before: Learnt, entity: string): Learnt => ({
  ...before,
  verified: [...without(before, entity), entity],
});
const ignore = (before: Learnt, entity: string, until: number): Learnt => ({
  ...before,
  verified: without(before, entity),
  ignored: { ...before.ignored, [entity]: until },
});
const without = ({ verified }: Learnt, entity: string): string[] => verified.filter((other) => other !== entity);

const required = (cause?: NotAllowed): NotAllowed =>
  new NotAllowed('Autotask does not let this bot write in your name, and it is set up not to write in its own.', {
    next: 'Ask your Autotask administrator to let the API user impersonate your security level.',
    cause,
  });
