/** Keeps the opportunities behind the figures of a digest for a while, and shows them when somebody asks. */
import { z } from 'zod';
import { onPress, type Action } from '../core/feature';
import { fingerprintOf } from '../core/fingerprint';
import { replaceWith, showToAsker, type Reply, type View } from '../core/reply';
import type { Opportunity } from '../opportunity/opportunity';
import { digestExplainButton } from '../views/buttons';
import { figuresView } from '../views/digest/figures';
import { noticeView } from '../views/notice';
import { opportunityListView } from '../views/opportunity-list';
import { formatOf, type Here, type Services } from './services';

const kept = z.object({
  v: z.literal(1),
  title: z.string(),
  figures: z.array(z.object({ figure: z.string(), label: z.string(), ids: z.array(z.number()) })),
  /** What is said of an opportunity where a figure lists it: by figure, by id. */
  remarks: z.record(z.string(), z.record(z.string(), z.string())),
});
export type KeptFigures = z.infer<typeof kept>;

const aDay = 24 * 60 * 60;
/** What is posted is asked about later by others; a preview by whoever has it before them. Seconds. */
const keptFor = { posted: 60 * aDay, preview: aDay };
const keyOf = (of: string): string => `digest-figures:${of}`;

/** Answers by what they are found again. The same figures are kept once, however often they are previewed. */
export async function keepFigures(
  { store }: Services,
  figures: KeptFigures,
  use: keyof typeof keptFor,
): Promise<string> {
  const of = fingerprintOf(JSON.stringify([use, figures]));
  await store.put(keyOf(of), figures, keptFor[use]);
  return of;
}

const gone = noticeView(
  'Explain a number',
  'The opportunities behind this digest are not kept any more. Its fresh card has them again.',
);
const rowsShown = 10;

type Asked = { of: string; figure?: string | undefined; page?: number | undefined };

async function explain(context: Here, asked: Asked): Promise<View> {
  const { data } = kept.safeParse(await context.services.store.get(keyOf(asked.of)));
  if (data === undefined) return gone;
  const { of, figure, page = 0 } = asked;
  const one = data.figures.find((each) => each.figure === figure);
  if (one !== undefined) return listed(context, { data, one, of, page });
  const figures = data.figures.map(({ figure: name, label, ids }) => ({ figure: name, label, count: ids.length }));
  return figuresView(figures, { title: `Behind the numbers of ${data.title}`, of, page });
}

interface Listed {
  readonly data: KeptFigures;
  readonly one: KeptFigures['figures'][number];
  readonly of: string;
  readonly page: number;
}

/** As they stand in Autotask now; those that are there no more are counted. */
async function listed(context: Here, { data, one, of, page }: Listed): Promise<View> {
  const { opportunities } = context.services;
  const ids = one.ids.slice(page * rowsShown, (page + 1) * rowsShown);
  const found = new Map<number, Opportunity>();
  if (ids.length > 0) await opportunities.each({ ids }, (each) => found.set(each.id, each));
  const rows = await opportunities.named(ids.flatMap((id) => found.get(id) ?? []));
  const missing = ids.length - rows.length;
  const before = page * rowsShown;
  const more = Math.max(0, one.ids.length - before - ids.length);
  const turn = (to: number, label: string) => digestExplainButton.with({ of, figure: one.figure, page: to }, label);
  return opportunityListView(rows, {
    title: one.label,
    narrowed: `${data.title}: ${one.ids.length === 1 ? '1 opportunity' : `${String(one.ids.length)} opportunities`}`,
    before,
    more: more + missing,
    hint: `As they are now.${missing > 0 ? ` ${String(missing)} of these Autotask has no more.` : ''}`,
    format: formatOf(context),
    remark: ({ id }) => data.remarks[one.figure]?.[String(id)] ?? '',
    controls: [
      ...(page > 0 ? [turn(page - 1, 'Previous')] : []),
      ...(more > 0 ? [turn(page + 1, 'Next')] : []),
      digestExplainButton.with({ of }, 'All numbers'),
    ],
  });
}

/** A first look is for the asker alone; going on replaces it, where it is the asker's own card. */
const reply = (view: View, { page }: Asked): Reply => (page === undefined ? showToAsker(view) : replaceWith(view));

export const explainAction: Action<Services> = onPress(digestExplainButton, async (context: Here, asked) =>
  reply(await explain(context, asked), asked),
);
