/** One digest, ready to be posted: the same for a preview, for `digest now` and for every scheduled run. */
import { type DigestDataRequest, loadDigestData, type DigestData } from './load-data';
import type { DigestKind } from '../../opportunity/subscription';
import type { ActionRef } from '../../core/cards/button';
import type { View } from '../../core/reply';
import type { PipelineSnapshot } from '../../opportunity/snapshot';
import { digestExplainButton, digestFormButton, digestRefreshButton, type DigestViewPayload } from './buttons';
import { figureLabel } from './views/explain';
import type { DigestWords } from './views/wording';
import type { DigestFrame } from './views/frame';
import { filterLine } from './views/settings';
import { storeFigures, type StoredFigures } from './explain';
import { mentionsFor, loadDigestNames } from './names';
import { prepareDaily, prepareWeekly, type PreparedDigest } from './prepare';
import type { FeatureContext } from '../services';

export interface ComposeRequest extends Pick<DigestDataRequest, 'subscription' | 'again'> {
  /** Used without a subscription; daily by default. */
  readonly kind?: DigestKind | undefined;
  /** When it was due, where it comes late. */
  readonly dueAt?: Date;
  /** Everything on one card, also where details usually come in the thread. */
  readonly singleCard?: boolean;
  /** For the asker alone. */
  readonly preview?: boolean;
  /** Posted for everybody: owners are mentioned where the subscription says so. */
  readonly mentions?: boolean;
}

export interface ComposedDigest {
  readonly headline: View;
  /** For its thread, where the subscription says so; otherwise empty, and the headline has everything. */
  readonly details: readonly View[];
  /** Nothing changed and nothing needs attention. */
  readonly isQuiet: boolean;
  /** What was read; the next digest compares with it. */
  readonly snapshot?: PipelineSnapshot;
}

export async function composeDigest(context: FeatureContext, request: ComposeRequest): Promise<ComposedDigest> {
  const { subscription, again } = request;
  const kind = subscription?.kind ?? request.kind ?? 'daily';
  const data = await loadDigestData(context, { subscription, kind, again });
  // A refreshed card compares with the same snapshots as before: recording one more loses nothing.
  await context.services.readings.record(data.snapshot);
  const prepared = kind === 'daily' ? prepareDaily(data.input) : prepareWeekly(data.input);
  const { words, missing } = await loadDigestWords(context, data, prepared);
  const storedFigures: StoredFigures = {
    v: 1,
    title: prepared.title(words),
    figures: [...prepared.drillDown].map(([figure, ids]) => ({
      figure,
      label: figureLabel(figure, prepared.day, words),
      ids: [...ids],
    })),
    remarks: prepared.remarks(words),
  };
  const figures = await storeFigures(context.services, storedFigures, request.preview === true ? 'preview' : 'posted');
  const frame = { ...frameOf(request, data, missing), figures };
  const buildView = (part: DigestFrame['part']): View =>
    prepared.buildView({ ...frame, part, controls: controlsOf({ request, data, kind }, { figures, part }) }, words);
  const isSplit = subscription?.threads === true && request.singleCard !== true;
  const mentions = await mentionsFor(context, request, prepared.ownersToMention);
  return {
    headline: isSplit ? buildView('headline') : { ...buildView('whole'), mentions },
    details: isSplit ? [{ ...buildView('details'), mentions }] : [],
    isQuiet: prepared.isQuiet,
    snapshot: data.snapshot,
  };
}

async function loadDigestWords(
  { services }: FeatureContext,
  { rows, format, picklists, timezone, locale }: DigestData,
  { rowSnapshots, owners }: PreparedDigest,
): Promise<{ readonly words: DigestWords; readonly missing: readonly string[] }> {
  const { names, missing } = await loadDigestNames(services, { snapshots: rowSnapshots, owners, rows });
  return { words: { format, picklists, names, timezone, locale }, missing };
}

function frameOf(
  { subscription, dueAt }: ComposeRequest,
  { missing, snapshot, since }: DigestData,
  alsoMissing: readonly string[],
): Omit<DigestFrame, 'part' | 'controls' | 'figures'> {
  return {
    narrowed: subscription === undefined ? '' : filterLine(subscription),
    late: dueAt,
    missing: [...missing, ...alsoMissing],
    readAt: snapshot.at,
    since,
  };
}

function controlsOf(
  { request: { subscription }, data, kind }: { request: ComposeRequest; data: DigestData; kind: DigestKind },
  { figures, part }: { figures: string; part: DigestFrame['part'] },
): readonly ActionRef[] {
  const { before, weekAgo } = data.input;
  const again: DigestViewPayload = {
    ...(subscription === undefined ? { kind } : { subscription: subscription.id }),
    ...(before === undefined ? {} : { before: before.at.toISOString() }),
    ...(weekAgo === undefined ? {} : { week: weekAgo.at.toISOString() }),
    ...(part === 'headline' ? { part } : {}),
  };
  return [
    digestExplainButton.with({ of: figures }, 'Explain a number'),
    ...(part === 'details' ? [] : [digestRefreshButton.with(again, 'Refresh')]),
    digestFormButton.with(subscription === undefined ? { kind } : { subscription: subscription.id }, 'Settings', {
      spoken: 'Digest settings',
    }),
  ];
}
