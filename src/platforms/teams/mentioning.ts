/** Who is pinged by a new card, and how it says so: nothing else ever writes `<at>`. */
import { z } from 'zod';
import type { Place } from '../../core/arrival';
import type { Logger } from '../../core/log';
import type { Mentioned, View } from '../../core/reply';
import { md } from '../../render/escapes';
import type { Connector } from './connector';
import { member, standingOf } from './people';

export interface Mentions {
  /** In the card's Markdown. */
  readonly words: string;
  /** Without these, `<at>` is words. */
  readonly entities: readonly object[];
}
export const nobody: Mentions = { words: '', entities: [] };

/** Never rejects: who is not found in the conversation is named. */
export type Mentioning = (place: Place, view: View) => Promise<Mentions>;

const listed = member.extend({ id: z.string().min(1) });
type Listed = z.infer<typeof listed>;

export function createMentioning({ members }: Pick<Connector, 'members'>, log: Logger): Mentioning {
  async function colleagues(place: Place): Promise<readonly Listed[]> {
    try {
      const everybody = (await members(place)).flatMap((one) => listed.safeParse(one).data ?? []);
      return everybody.filter((one) => standingOf(one.id, one, place.tenant) === 'member');
    } catch (error) {
      log.warn({ err: error }, 'the roster does not say whom to mention');
      return [];
    }
  }
  return async (place, { mentions = [] }) => {
    if (mentions.length === 0) return nobody;
    const people = await colleagues(place);
    const drawn = mentions.map((one) =>
      drawnAs(
        one,
        people.find((person) => isSame(person, one)),
      ),
    );
    return {
      words: drawn.map(({ words }) => words).join(', '),
      entities: drawn.flatMap(({ entity }) => entity ?? []),
    };
  };
}

const isSame = ({ id, email, userPrincipalName }: Listed, { ids, emails }: Mentioned): boolean =>
  ids.includes(id) || emails.includes((email ?? userPrincipalName ?? '').toLowerCase());

function drawnAs(
  { name }: Mentioned,
  person: Listed | undefined,
): { readonly words: string; readonly entity?: object } {
  if (person === undefined) return { words: md(name) };
  // The entity is found by the very same text: no sign in it may mean anything in Markdown.
  const shown = name.replace(/[^\p{L}\p{M}\p{N} .'’-]/gu, '').trim();
  const text = `<at>${shown}</at>`;
  return { words: text, entity: { type: 'mention', text, mentioned: { id: person.id, name: shown } } };
}
