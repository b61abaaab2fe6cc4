/** Parses what to watch: `29681234`, or `channel won,lost,stage,new>10k`. */
import { InvalidInput } from '../../core/errors';
import { parseMoneyRange } from '../../core/commands/number-range';
import { closestMatch } from '../../core/closest-match';
import type { Tokens } from '../../core/commands/tokenize';
import { parseOpportunityId } from '../../opportunity/identity';
import type { WatchKind } from './detect-changes';
import type { FeatureContext } from '../services';

export type WatchCommand =
  | { readonly what: 'form' | 'list' | 'stop all' }
  | { readonly what: 'one' | 'stop one'; readonly opportunity: number }
  | { readonly what: 'kinds'; readonly kinds: readonly WatchKind[]; readonly newFrom: number | undefined };

const conversationWords = new Set(['channel', 'here', 'this', 'conversation', 'chat', 'all', 'everything']);
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
const watchSubcommands: Readonly<Record<string, 'list' | 'stop'>> = {
  list: 'list',
  show: 'list',
  status: 'list',
  stop: 'stop',
  off: 'stop',
  remove: 'stop',
  none: 'stop',
};

/** Whether the command names nothing to watch: then it opens the form. */
export const opensWatchForm = ({ values }: Tokens): boolean =>
  values.every((word) => conversationWords.has(word.toLowerCase()));

/** Throws `InvalidInput` with the closest word and an example. */
export function parseWatchCommand({ interaction }: FeatureContext, tokens: Tokens): WatchCommand {
  if (opensWatchForm(tokens)) return { what: 'form' };
  const terms = tokens.values.map((word) => word.toLowerCase()).filter((word) => !conversationWords.has(word));
  const [first = '', second = ''] = terms;
  const id = parseOpportunityId(first);
  if (id !== undefined) return { what: 'one', opportunity: id };
  if (watchSubcommands[first] === 'list') return { what: 'list' };
  if (watchSubcommands[first] === 'stop') {
    const stoppedId = parseOpportunityId(second);
    return stoppedId === undefined ? { what: 'stop all' } : { what: 'stop one', opportunity: stoppedId };
  }
  return parseKinds(terms.join(' '), interaction);
}

/** A comma or blank inside a number belongs to it: `new>10,000`. */
function parseKinds(text: string, { prefix, person }: FeatureContext['interaction']): WatchCommand {
  const parts = text
    .replace(/[\s,]{2,}/g, ' ')
    .split(/[\s,](?=[a-z]|$)/)
    .filter((part) => part !== '' && part !== 'and');
  const kinds: WatchKind[] = [];
  let newFrom: number | undefined;
  for (const part of parts) {
    const [, word = '', rest = ''] = /^([a-z]*)(.*)$/.exec(part) ?? [];
    const kind = kindWords[word];
    if (kind === undefined || (rest !== '' && kind !== 'new')) throw unknownKind(part, word, prefix);
    if (rest !== '') newFrom = parseMinimumAmount(rest, { prefix, person });
    if (!kinds.includes(kind)) kinds.push(kind);
  }
  return { what: 'kinds', kinds, newFrom };
}

function unknownKind(part: string, word: string, prefix: string): InvalidInput {
  const near = closestMatch(word, [...Object.keys(kindWords), ...Object.keys(watchSubcommands)]);
  const guess = near === undefined ? '' : `Did you mean ${near}? `;
  return new InvalidInput(`I cannot watch for "${part}".`, {
    hint: `${guess}There are won, lost, stage and new. For example: ${prefix}watch channel won,lost,new>10k, or ${prefix}watch 29681234.`,
  });
}

function parseMinimumAmount(
  text: string,
  { prefix, person }: Pick<FeatureContext['interaction'], 'prefix' | 'person'>,
): number {
  const range = parseMoneyRange(text, person.locale);
  const { above, from } = 'figures' in range ? range.figures : {};
  const figure = above ?? from;
  if (figure === undefined) {
    const say = 'say' in range ? ` ${range.say}` : '';
    throw new InvalidInput(`I do not understand "new${text}".${say}`, {
      hint: `For example: ${prefix}watch channel new>10k`,
    });
  }
  return figure;
}
