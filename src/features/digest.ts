/** The channel's digest: a look at it for the asker alone, or posted for everybody. */
import { Mistyped, Unavailable } from '../core/errors';
import type { Feature } from '../core/feature';
import { showToAsker, showToEveryone, type Reply, type View } from '../core/reply';
import { monthStart } from '../opportunity/calendar';
import { digestOf } from '../opportunity/digest';
import { attentionShown, digestView } from '../views/digest';
import { formatOf, type Here, type Services } from './services';

async function digestNow(context: Here): Promise<View> {
  const { opportunities } = context.services;
  const format = formatOf(context);
  const picklists = await opportunities.picklists();
  const { statuses } = picklists;
  const ended = picklists
    .all('status')
    .map(({ value }) => value)
    .filter((value) => !statuses.open.includes(value));
  const thisMonth = monthStart(format.today);
  const [open, won, lost] = await Promise.all([
    opportunities.all({ status: statuses.open }),
    opportunities.all({ status: ended.filter((status) => status !== statuses.lost), closedFrom: thisMonth }),
    opportunities.all({ status: [statuses.lost], lostFrom: thisMonth }),
  ]);
  if (![open, won, lost].every(({ complete }) => complete)) throw tooMany();
  const digest = digestOf({
    open: open.opportunities,
    ended: [...won.opportunities, ...lost.opportunities],
    statuses,
    stageOrder: picklists.all('stage').map(({ value }) => value),
    day: format.today,
  });
  const shown = digest.attention.slice(0, attentionShown);
  const named = await opportunities.named(shown.map(({ opportunity }) => opportunity));
  return digestView(digest, {
    format,
    picklists,
    timezone: context.arrival.person.timezone ?? 'UTC',
    readAt: open.readAt,
    attention: named.map((opportunity, index) => ({ opportunity, worries: shown[index]?.worries ?? [] })),
  });
}

/** A partial total is never shown as if it were whole. */
const tooMany = (): Unavailable =>
  new Unavailable('There are more opportunities than I may read at once, so any total would be wrong.', {
    next: 'Narrow it down with a search.',
  });

async function run(context: Here, verb: string): Promise<Reply> {
  if (verb === 'now') return showToEveryone(await digestNow(context));
  if (verb === 'preview') return showToAsker(await digestNow(context));
  const { prefix } = context.arrival;
  throw new Mistyped(verb === '' ? 'Do you want to see the digest, or post it?' : `The digest cannot "${verb}".`, {
    next: `${prefix}digest preview shows it to you alone, ${prefix}digest now posts it here.`,
  });
}

export const digest: Feature<Services> = {
  commands: [
    {
      name: 'digest',
      summary: 'the pipeline of today: a look for you alone, or posted for everybody here',
      usage: 'digest preview | now',
      examples: ['digest preview', 'digest now'],
      audience: 'linked',
      run: (context, words) => run(context, words.plain[0]?.toLowerCase() ?? ''),
    },
  ],
};
