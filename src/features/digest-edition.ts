/** One digest, ready to be posted: what is read and made of it, once for preview, `now` and every planned run. */
import type { ActionRef } from '../core/button';
import type { View } from '../core/reply';
import type { Reading } from '../opportunity/figures';
import type { DigestKind } from '../opportunity/subscription';
import { digestExplainButton, digestFormButton, digestRefreshButton, type DigestAgain } from '../views/buttons';
import { figureLabel } from '../views/digest/figure-labels';
import type { DigestWords } from '../views/digest/digest-words';
import type { Frame } from '../views/digest/frame';
import { narrowedLine } from '../views/digest-settings';
import { keepFigures, type KeptFigures } from './digest-figures';
import { gather, type Gathered } from './digest-gathering';
import { mentionsFor } from './digest-mentions';
import { namesFor } from './digest-names';
import { dailyTold, weeklyTold, type Told } from './digest-told';
import type { Here } from './services';
import type { EditionWanted } from './digest-request';

export interface Edition {
  readonly headline: View;
  /** What belongs into its thread where the digest is set so; otherwise the headline has it all. */
  readonly details: readonly View[];
  /** Nothing moved and nothing needs a hand. */
  readonly quiet: boolean;
  /** What was read, to compare the next one with. */
  readonly reading?: Reading;
}

export async function editionOf(context: Here, wanted: EditionWanted): Promise<Edition> {
  const { subscription, again } = wanted;
  const kind = subscription?.kind ?? wanted.kind ?? 'daily';
  const gathered = await gather(context, { subscription, kind, again });
  // A card that is drawn anew compares with what its first drawing compared with: nothing of it is lost here.
  await context.services.readings.record(gathered.reading);
  const told = kind === 'daily' ? dailyTold(gathered.parts) : weeklyTold(gathered.parts);
  const { words, missing } = await wordsFor(context, gathered, told);
  const kept: KeptFigures = {
    v: 1,
    title: told.title(words),
    figures: [...told.behind].map(([figure, ids]) => ({
      figure,
      label: figureLabel(figure, told.day, words),
      ids: [...ids],
    })),
    remarks: told.remarks(words),
  };
  const figures = await keepFigures(context.services, kept, wanted.preview === true ? 'preview' : 'posted');
  const frame = { ...frameOf(wanted, gathered, missing), figures };
  const draw = (part: Frame['part']): View =>
    told.draw({ ...frame, part, controls: controlsOf({ wanted, gathered, kind }, { figures, part }) }, words);
  const isSplit = subscription?.threads === true && wanted.whole !== true;
  const mentions = await mentionsFor(context, wanted, told.needed);
  return {
    headline: isSplit ? draw('headline') : { ...draw('whole'), mentions },
    details: isSplit ? [{ ...draw('details'), mentions }] : [],
    quiet: told.quiet,
    reading: gathered.reading,
  };
}

async function wordsFor(
  { services }: Here,
  { standings, format, picklists, timezone, locale }: Gathered,
  { shown, owners }: Told,
): Promise<{ readonly words: DigestWords; readonly missing: readonly string[] }> {
  const { names, missing } = await namesFor(services, { figures: shown, owners, standings });
  return { words: { format, picklists, names, timezone, locale }, missing };
}

function frameOf(
  { subscription, late }: EditionWanted,
  { missing, reading, since }: Gathered,
  alsoMissing: readonly string[],
): Omit<Frame, 'part' | 'controls' | 'figures'> {
  return {
    narrowed: subscription === undefined ? '' : narrowedLine(subscription),
    late,
    missing: [...missing, ...alsoMissing],
    readAt: reading.at,
    since,
  };
}

function controlsOf(
  { wanted: { subscription }, gathered, kind }: { wanted: EditionWanted; gathered: Gathered; kind: DigestKind },
  { figures, part }: { figures: string; part: Frame['part'] },
): readonly ActionRef[] {
  const { before, weekAgo } = gathered.parts;
  const again: DigestAgain = {
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
