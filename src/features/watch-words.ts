/** Words → what is to be watched: `29681234`, or `channel won,lost,stage,new>10k`. */
import { Mistyped } from '../core/errors';
import { readFigures } from '../core/figures';
import { nearestOf } from '../core/nearest';
import type { Words } from '../core/words';
import { readOpportunityId } from '../opportunity/identity';
import type { WatchKind } from '../opportunity/watch';
import type { Here } from './services';

export type WatchWanted =
  | { readonly what: 'form' | 'list' | 'stop all' }
  | { readonly what: 'one' | 'stop one'; readonly opportunity: number }
  | { readonly what: 'kinds'; readonly kinds: readonly WatchKind[]; readonly newFrom: number | undefined };

const here = new Set(['channel', 'here', 'this', 'conversation', 'chat', 'all', 'everything']);
const kindWords: Readonly<Record<string, WatchKind>> = {
  won: 'won',
  wins: 'won',
  win: 'won',
  lost: 'lost',
  losses: 'lost',
  lose: 'lost',
  stage: 'stage',
  stages: 'stage',
  moved: 'stage',
  new: 'new',
  created: 'new',
};
const verbs: Readonly<Record<string, 'list' | 'stop'>> = {
  list: 'list',
  show: 'list',
  status: 'list',
  stop: 'stop',
  off: 'stop',
  remove: 'stop',
  none: 'stop',
};

/** Without words that say what, the form is meant. */
export const wantsForm = ({ plain }: Words): boolean => plain.every((word) => here.has(word.toLowerCase()));

/** Throws `Mistyped` with the nearest word and an example. */
export function readWatch({ arrival }: Here, words: Words): WatchWanted {
  if (wantsForm(words)) return { what: 'form' };
  const said = words.plain.map((word) => word.toLowerCase()).filter((word) => !here.has(word));
  const [first = '', second = ''] = said;
  const id = readOpportunityId(first);
  if (id !== undefined) return { what: 'one', opportunity: id };
  if (verbs[first] === 'list') return { what: 'list' };
  if (verbs[first] === 'stop') {
    const stopped = readOpportunityId(second);
    return stopped === undefined ? { what: 'stop all' } : { what: 'stop one', opportunity: stopped };
  }
  return readKinds(said.join(' '), arrival);
}

/** A comma or blank inside a number is a part of it: `new>10,000`. */
function readKinds(said: string, { prefix, person }: Here['arrival']): WatchWanted {
  const parts = said
    .replace(/[\s,]{2,}/g, ' ')
    .split(/[\s,](?=[a-z]|$)/)
    .filter((part) => part !== '' && part !== 'and');
  const kinds: WatchKind[] = [];
  let newFrom: number | undefined;
  for (const part of parts) {
    const [, word = '', rest = ''] = /^([a-z]*)(.*)$/.exec(part) ?? [];
    const kind = kindWords[word];
    if (kind === undefined || (rest !== '' && kind !== 'new')) throw unknown(part, word, prefix);
    if (rest !== '') newFrom = readFrom(rest, { prefix, person });
    if (!kinds.includes(kind)) kinds.push(kind);
  }
  return { what: 'kinds', kinds, newFrom };
}

function unknown(part: string, word: string, prefix: string): Mistyped {
  const near = nearestOf(word, [...Object.keys(kindWords), ...Object.keys(verbs)]);
  const guess = near === undefined ? '' : `Did you mean ${near}? `;
  return new Mistyped(`I cannot watch for "${part}".`, {
    next: `${guess}There are won, lost, stage and new. For example: ${prefix}watch channel won,lost,new>10k, or ${prefix}watch 29681234.`,
  });
}

function readFrom(text: string, { prefix, person }: Pick<Here['arrival'], 'prefix' | 'person'>): number {
  const read = readFigures(text, person.locale);
  const { above, from } = 'figures' in read ? read.figures : {};
  const figure = above ?? from;
  if (figure === undefined) {
    const say = 'say' in read ? ` ${read.say}` : '';
    throw new Mistyped(`I do not understand "new${text}".${say}`, {
      next: `For example: ${prefix}watch channel new>10k`,
    });
  }
  return figure;
}
