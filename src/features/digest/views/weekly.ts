/** The weekly digest as a card: the waterfall of the quarter, slips by owner, the win rate and its reasons. */
import type { ActionRef } from '../../../core/cards/button';
import type { View } from '../../../core/reply';
import type { RepeatedPush } from '../calculations/slips';
import type { Waterfall } from '../calculations/waterfall';
import type { WeeklyDigest, WinRate } from '../calculations/weekly';
import { moneyLine, pluralize } from '../../../views/format';
import {
  attentionTitle,
  lineText,
  rowLimits,
  attentionRow,
  snapshotRow,
  type AttentionRow,
  forecastLines,
  reasonLines,
  slipLines,
  type DigestLine,
} from './rows';
import { momentText, differenceLine, titleWord, type DigestWords } from './wording';
import { buildDigestModel, moreButton, digestNotices, type DigestModel, type DigestFrame } from './frame';
import { waterfallRows, type WaterfallRow } from './waterfall-rows';

export interface WeeklyModel extends DigestModel {
  readonly walkTitle: string;
  readonly walk: readonly WaterfallRow[];
  readonly slipsTitle: string;
  readonly slips: readonly DigestLine[];
  readonly againTitle: string;
  readonly again: readonly AttentionRow[];
  readonly againMore: readonly ActionRef[];
  readonly reasonsTitle: string;
  readonly reasons: readonly DigestLine[];
}

const emptyWeek = {
  walkTitle: '',
  walk: [],
  slipsTitle: '',
  slips: [],
  againTitle: '',
  again: [],
  againMore: [],
  reasonsTitle: '',
  reasons: [],
} as const;

/** Rows for opportunities that were pushed repeatedly. */
const maxPushedRows = 3;

export function weeklyView(weekly: WeeklyDigest, frame: DigestFrame, words: DigestWords): View {
  const headline = () => headlineOf(weekly, frame, words);
  const details = () => detailsOf(weekly, frame, words);
  const model: WeeklyModel = {
    ...emptyWeek,
    ...buildDigestModel(
      frame,
      { title: 'Week in the pipeline', day: weekly.day, open: weekly.open, headline, details },
      words,
    ),
  };
  return { card: 'digest-week', model, text: textOf(model) };
}

function headlineOf(weekly: WeeklyDigest, frame: DigestFrame, words: DigestWords) {
  const { format } = words;
  const { waterfall, open } = weekly;
  const money = waterfall?.end ?? open;
  return {
    notices: digestNotices(frame, words),
    headline: `${format.perMonth(money.recurring)} recurring and ${format.money(money.oneTime)} one-time`,
    headlineAbout: waterfall === undefined ? 'open, unweighted' : waterfallSummary(waterfall, words),
    difference: differenceOf(weekly, words),
    facts: factsOf(weekly, words),
    controls: frame.controls,
  };
}

const waterfallSummary = ({ before, end }: Waterfall, { format }: DigestWords): string =>
  `unweighted, open and projected to close before ${format.day(before)}, overdue ones included (${String(end.count)})`;

function differenceOf({ waterfall, since }: WeeklyDigest, words: DigestWords): string {
  if (waterfall === undefined || since === undefined) return 'No comparison yet: this is the first reading.';
  const by = {
    recurring: waterfall.end.recurring - waterfall.start.recurring,
    oneTime: waterfall.end.oneTime - waterfall.start.oneTime,
  };
  const moved = differenceLine(by, words);
  return moved === '' ? `The same as on ${momentText(since, words)}.` : `${moved} against ${momentText(since, words)}`;
}

function factsOf({ open, week, quarter }: WeeklyDigest, words: DigestWords): readonly DigestLine[] {
  return [
    { name: 'Open', value: `${String(open.count)} · ${moneyLine(open, words)}` },
    { name: 'Won in 7 days', value: `${String(week.won.count)} · ${moneyLine(week.won, words)}` },
    { name: 'Lost in 7 days', value: `${String(week.lost.count)} · ${moneyLine(week.lost, words)}` },
    { name: 'Win rate', value: `${rateLine(week, words)} in 7 days · ${rateLine(quarter, words)} this quarter` },
  ];
}

function rateLine({ rate, won, lost }: WinRate, { format }: DigestWords): string {
  const ended = won.count + lost.count;
  return rate === undefined ? 'nothing ended' : `${format.percent(Math.round(rate * 100))} of ${String(ended)}`;
}

function detailsOf(weekly: WeeklyDigest, frame: DigestFrame, words: DigestWords) {
  const { waterfall, since, week, forecast } = weekly;
  const attention = weekly.attention.slice(0, rowLimits.attention).map((item) => attentionRow(item, words));
  const reasons = reasonLines(week, words);
  return {
    walkTitle: since === undefined ? '' : `From ${momentText(since, words)} to now`,
    walk: waterfall === undefined ? [] : waterfallRows(waterfall, words.format),
    ...slipsOf(weekly, frame, words),
    reasonsTitle: reasons.length === 0 ? '' : 'Ended in the last 7 days, by reason',
    reasons,
    attentionTitle: attentionTitle(attention.length, weekly.attention.length),
    attention,
    attentionMore: moreButton(frame, 'attention', [attention.length, weekly.attention.length]),
    forecastTitle: forecast.length === 0 ? '' : 'Forecast by projected close',
    forecast: forecastLines(forecast, words),
    ...(frame.part === 'details' ? {} : { controls: frame.controls }),
  };
}

function slipsOf({ slips }: WeeklyDigest, frame: DigestFrame, words: DigestWords) {
  if (slips === undefined) return {};
  const count = slips.owners.reduce((sum, { sums }) => sum + sums.count, 0);
  const often = slips.repeatedPushes.length;
  const again = slips.repeatedPushes.slice(0, maxPushedRows).map((pushed) => pushedRow(pushed, words));
  return {
    slipsTitle: count === 0 ? 'No close date slipped' : `Slipped to a later date, by owner (${String(count)})`,
    slips: slipLines(slips.owners, words),
    againTitle: often === 0 ? '' : `Pushed for the third time or more (${String(often)})`,
    again,
    againMore: moreButton(frame, 'again', [again.length, often]),
  };
}

const pushedRow = ({ snapshot, pushes }: RepeatedPush, words: DigestWords): AttentionRow =>
  snapshotRow(
    snapshot,
    { worries: `pushed ${pluralize(pushes, 'time', 'times')}`, title: titleWord(snapshot.id, words) },
    words,
  );

function textOf(model: WeeklyModel): string {
  const rows = (list: readonly AttentionRow[]) =>
    list.map(({ title, about, worries }) => `${title}: ${worries}. ${about}`);
  return [
    model.title,
    model.narrowed,
    ...model.notices.map(({ text }) => text),
    `${model.headline} ${model.headlineAbout}`.trim(),
    model.difference,
    ...model.facts.map(lineText),
    model.walkTitle,
    ...model.walk.map(({ line, count, recurring, oneTime }) => `${line}: ${count}, ${recurring}, ${oneTime}`),
    model.slipsTitle,
    ...model.slips.map(lineText),
    model.againTitle,
    ...rows(model.again),
    model.reasonsTitle,
    ...model.reasons.map(lineText),
    model.attentionTitle,
    ...rows(model.attention),
    ...model.forecast.map(lineText),
    model.footer,
  ]
    .filter((line) => line !== '')
    .join('\n');
}
