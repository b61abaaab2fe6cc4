/** The digest of a week as a card: how the quarter's pipeline came to be what it is, who pushed what, what was won. */
import type { ActionRef } from '../../core/button';
import type { View } from '../../core/reply';
import type { Pushed } from '../../opportunity/digest/slips';
import type { Walk } from '../../opportunity/digest/walk';
import type { Weekly } from '../../opportunity/digest/weekly';
import type { WinRate } from '../../opportunity/digest/win-rate';
import { counted } from '../format';
import { attentionRow, figuresRow, type AttentionRow } from './attention-rows';
import { attentionTitle, lineText, shown } from './daily';
import { moment, moneyLine, movedLine, titleWord, type DigestWords } from './digest-words';
import { framed, moreButton, noticesOf, type DigestModel, type Frame } from './frame';
import { forecastLines, reasonLines, slipLines, type Line } from './lines';
import { walkRows, type WalkRow } from './walk-rows';

export interface WeeklyModel extends DigestModel {
  readonly walkTitle: string;
  readonly walk: readonly WalkRow[];
  readonly slipsTitle: string;
  readonly slips: readonly Line[];
  readonly againTitle: string;
  readonly again: readonly AttentionRow[];
  readonly againMore: readonly ActionRef[];
  readonly reasonsTitle: string;
  readonly reasons: readonly Line[];
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

/** Those pushed again and again that have a row of their own. */
const againShown = 3;

export function weeklyView(weekly: Weekly, frame: Frame, words: DigestWords): View {
  const headline = () => headlineOf(weekly, frame, words);
  const details = () => detailsOf(weekly, frame, words);
  const model: WeeklyModel = {
    ...emptyWeek,
    ...framed(frame, { title: 'Week in the pipeline', day: weekly.day, open: weekly.open, headline, details }, words),
  };
  return { card: 'digest-week', model, text: textOf(model) };
}

function headlineOf(weekly: Weekly, frame: Frame, words: DigestWords) {
  const { format } = words;
  const { walk, open } = weekly;
  const money = walk?.end ?? open;
  return {
    notices: noticesOf(frame, words),
    headline: `${format.perMonth(money.recurring)} recurring and ${format.money(money.oneTime)} one-time`,
    headlineAbout: walk === undefined ? 'open, unweighted' : aboutWalk(walk, words),
    difference: differenceOf(weekly, words),
    facts: factsOf(weekly, words),
    controls: frame.controls,
  };
}

const aboutWalk = ({ before, end }: Walk, { format }: DigestWords): string =>
  `unweighted, open and projected to close before ${format.day(before)}, overdue ones included (${String(end.count)})`;

function differenceOf({ walk, since }: Weekly, words: DigestWords): string {
  if (walk === undefined || since === undefined) return 'No comparison yet: this is the first reading.';
  const by = {
    recurring: walk.end.recurring - walk.start.recurring,
    oneTime: walk.end.oneTime - walk.start.oneTime,
  };
  const moved = movedLine(by, words);
  return moved === '' ? `The same as on ${moment(since, words)}.` : `${moved} against ${moment(since, words)}`;
}

function factsOf({ open, week, quarter }: Weekly, words: DigestWords): readonly Line[] {
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

function detailsOf(weekly: Weekly, frame: Frame, words: DigestWords) {
  const { walk, since, week, forecast } = weekly;
  const attention = weekly.attention.slice(0, shown.attention).map((concern) => attentionRow(concern, words));
  const reasons = reasonLines(week, words);
  return {
    walkTitle: since === undefined ? '' : `From ${moment(since, words)} to now`,
    walk: walk === undefined ? [] : walkRows(walk, words.format),
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

function slipsOf({ slips }: Weekly, frame: Frame, words: DigestWords) {
  if (slips === undefined) return {};
  const count = slips.owners.reduce((sum, { sums }) => sum + sums.count, 0);
  const often = slips.again.length;
  const again = slips.again.slice(0, againShown).map((pushed) => againRow(pushed, words));
  return {
    slipsTitle: count === 0 ? 'No close date slipped' : `Slipped to a later date, by owner (${String(count)})`,
    slips: slipLines(slips.owners, words),
    againTitle: often === 0 ? '' : `Pushed for the third time or more (${String(often)})`,
    again,
    againMore: moreButton(frame, 'again', [again.length, often]),
  };
}

const againRow = ({ figures, pushes }: Pushed, words: DigestWords): AttentionRow =>
  figuresRow(
    figures,
    { worries: `pushed ${counted(pushes, 'time', 'times')}`, title: titleWord(figures.id, words) },
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
