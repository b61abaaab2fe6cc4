/** *Explain a number*: stores the opportunities behind the figures of a digest for a while, and lists them on request. */
import { z } from 'zod';
import { handleButton, type Action } from '../../core/feature';
import { sha256Hex } from '../../core/fingerprint';
import { replaceWith, showToAsker, type Reply, type View } from '../../core/reply';
import type { Opportunity } from '../../opportunity/opportunity';
import { digestExplainButton } from './buttons';
import { figuresView } from './views/explain';
import { noticeView } from '../../views/notice';
import { opportunityListView } from '../../views/opportunity-list';
import { formatOf, type FeatureContext, type Services } from '../services';

const storedFiguresSchema = z.object({
  v: z.literal(1),
  title: z.string(),
  figures: z.array(z.object({ figure: z.string(), label: z.string(), ids: z.array(z.number()) })),
  /** A remark for an opportunity in the list of a figure: by figure, by id. */
  remarks: z.record(z.string(), z.record(z.string(), z.string())),
});
export type StoredFigures = z.infer<typeof storedFiguresSchema>;

const daySeconds = 24 * 60 * 60;
/** Seconds. Posted digests are explained to others long after; a preview only to its reader. */
const retentionSeconds = { posted: 60 * daySeconds, preview: daySeconds };
const storageKey = (id: string): string => `digest-figures:${id}`;

/** Returns the key. The same figures are stored once, however often they are previewed. */
export async function storeFigures(
  { store }: Services,
  figures: StoredFigures,
  use: keyof typeof retentionSeconds,
): Promise<string> {
  const id = sha256Hex(JSON.stringify([use, figures]));
  await store.put(storageKey(id), figures, retentionSeconds[use]);
  return id;
}

const expiredView = noticeView(
  'Explain a number',
  'The opportunities behind this digest are not kept any more. Its fresh card has them again.',
);
const rowsShown = 10;

type ExplainRequest = { of: string; figure?: string | undefined; page?: number | undefined };

async function explainFigures(context: FeatureContext, request: ExplainRequest): Promise<View> {
  const { data } = storedFiguresSchema.safeParse(await context.services.store.get(storageKey(request.of)));
  if (data === undefined) return expiredView;
  const { of, figure, page = 0 } = request;
  const figureEntry = data.figures.find((each) => each.figure === figure);
  if (figureEntry !== undefined) return figurePageView(context, { data, figureEntry, of, page });
  const figures = data.figures.map(({ figure: name, label, ids }) => ({ figure: name, label, count: ids.length }));
  return figuresView(figures, { title: `Behind the numbers of ${data.title}`, of, page });
}

interface FigurePage {
  readonly data: StoredFigures;
  readonly figureEntry: StoredFigures['figures'][number];
  readonly of: string;
  readonly page: number;
}

/** As they are in Autotask now; deleted ones are counted. */
async function figurePageView(context: FeatureContext, { data, figureEntry, of, page }: FigurePage): Promise<View> {
  const { opportunities } = context.services;
  const ids = figureEntry.ids.slice(page * rowsShown, (page + 1) * rowsShown);
  const opportunitiesById = new Map<number, Opportunity>();
  if (ids.length > 0) await opportunities.each({ ids }, (each) => opportunitiesById.set(each.id, each));
  const rows = await opportunities.withNames(ids.flatMap((id) => opportunitiesById.get(id) ?? []));
  const missing = ids.length - rows.length;
  const before = page * rowsShown;
  const more = Math.max(0, figureEntry.ids.length - before - ids.length);
  const pageButton = (to: number, label: string) =>
    digestExplainButton.with({ of, figure: figureEntry.figure, page: to }, label);
  return opportunityListView(rows, {
    title: figureEntry.label,
    narrowed: `${data.title}: ${figureEntry.ids.length === 1 ? '1 opportunity' : `${String(figureEntry.ids.length)} opportunities`}`,
    before,
    more: more + missing,
    hint: `As they are now.${missing > 0 ? ` ${String(missing)} of these Autotask has no more.` : ''}`,
    format: formatOf(context),
    remark: ({ id }) => data.remarks[figureEntry.figure]?.[String(id)] ?? '',
    controls: [
      ...(page > 0 ? [pageButton(page - 1, 'Previous')] : []),
      ...(more > 0 ? [pageButton(page + 1, 'Next')] : []),
      digestExplainButton.with({ of }, 'All numbers'),
    ],
  });
}

/** The first page is shown to the asker alone; further pages replace it. */
const reply = (view: View, { page }: ExplainRequest): Reply =>
  page === undefined ? showToAsker(view) : replaceWith(view);

export const explainAction: Action<Services> = handleButton(
  digestExplainButton,
  async (context: FeatureContext, request) => reply(await explainFigures(context, request), request),
);
