/** The daily digest as a card: a headline with its difference, facts, changes, and what needs attention. */
import { moneyLine } from '../../../views/format';
import { numberFormat } from '../../../opportunity/intl';
import type { ActionRef } from '../../../core/cards/button';
import type { View } from '../../../core/reply';
import type { WeekComparison, DailyDigest, Coverage, GoalCoverage } from '../calculations/daily';
import { attentionRow, attentionTitle, forecastLines, lineText, rowLimits, type DigestLine } from './rows';
import { changeRow, type ChangeRow, varianceLine } from './changes';
import { momentText, monthWord, differenceLine, opportunityCount, type DigestWords } from './wording';
import { buildDigestModel, moreButton, digestNotices, type DigestModel, type DigestFrame } from './frame';
import { stageBars, stageRows, type Bar, type StageRow } from '../../../views/stages';

export interface DailyModel extends DigestModel {
  readonly why: string;
  readonly changesTitle: string;
  readonly changes: readonly ChangeRow[];
  readonly changesMore: readonly ActionRef[];
  readonly stagesTitle: string;
  readonly chartTitle: string;
  readonly bars: readonly Bar[];
  readonly stages: readonly StageRow[];
}

const emptyDay = {
  why: '',
  changesTitle: '',
  changes: [],
  changesMore: [],
  stagesTitle: '',
  chartTitle: '',
  bars: [],
  stages: [],
} as const;

export function dailyView(daily: DailyDigest, frame: DigestFrame, words: DigestWords): View {
  const headline = () => headlineOf(daily, frame, words);
  const details = () => detailsOf(daily, frame, words);
  const model: DailyModel = {
    ...emptyDay,
    ...buildDigestModel(frame, { title: 'Pipeline', day: daily.day, open: daily.open, headline, details }, words),
  };
  return { card: 'digest', model, text: textOf(model) };
}

function headlineOf(daily: DailyDigest, frame: DigestFrame, words: DigestWords) {
  const { format } = words;
  const { closing, comparison } = daily;
  const count = opportunityCount(closing.count);
  return {
    notices: digestNotices(frame, words),
    headline: `${format.perMonth(closing.weightedRecurring)} recurring and ${format.money(closing.weightedOneTime)} one-time`,
    headlineAbout: `weighted, closing in ${monthWord(daily.day, words)} (${count})`,
    difference: differenceOf(comparison, frame, words),
    why: comparison === undefined ? '' : varianceLine(comparison, words),
    facts: factsOf(daily, words),
    controls: frame.controls,
  };
}

function differenceOf(comparison: WeekComparison | undefined, { since }: DigestFrame, words: DigestWords): string {
  if (comparison === undefined) {
    const began = since === undefined ? 'this is the first reading' : `readings began ${momentText(since, words)}`;
    return `No comparison with a week ago yet: ${began}.`;
  }
  const moved = differenceLine(comparison, words);
  const then = momentText(comparison.at, words);
  return moved === '' ? `The same as on ${then}.` : `${moved} against ${then}`;
}

function factsOf({ open, won, lost, coverage }: DailyDigest, words: DigestWords): readonly DigestLine[] {
  const facts = [
    { name: 'Open', value: `${String(open.count)} · ${moneyLine(open, words)}` },
    { name: 'Won this month', value: `${String(won.count)} · ${moneyLine(won, words)}` },
    { name: 'Lost this month', value: `${String(lost.count)} · ${moneyLine(lost, words)}` },
  ];
  const covered = coverage === undefined ? '' : coverageLine(coverage, words);
  return covered === '' ? facts : [...facts, { name: 'Goal of the month', value: covered }];
}

/** What closes this month, unweighted, against what is missing. */
function coverageLine({ recurring, oneTime }: GoalCoverage, { format, locale }: DigestWords): string {
  const times = numberFormat(locale, { maximumFractionDigits: 1 });
  const line = (
    coverage: Coverage | undefined,
    what: string,
    money: (missing: number) => string,
  ): readonly string[] => {
    if (coverage === undefined) return [];
    if (coverage.state === 'reached') return [`${what} reached`];
    return [`${what} ${money(coverage.missing)} missing, covered ${times.format(coverage.times)}×`];
  };
  return [...line(recurring, 'recurring', format.perMonth), ...line(oneTime, 'one-time', format.money)].join(' · ');
}

function detailsOf(daily: DailyDigest, frame: DigestFrame, words: DigestWords) {
  const changes = daily.changes.slice(0, rowLimits.changes).map((change) => changeRow(change, words));
  const attention = daily.attention.slice(0, rowLimits.attention).map((item) => attentionRow(item, words));
  return {
    changesTitle: changesTitle(daily, words),
    changes,
    changesMore: moreButton(frame, 'changes', [changes.length, daily.changes.length]),
    attentionTitle: attentionTitle(attention.length, daily.attention.length),
    attention,
    attentionMore: moreButton(frame, 'attention', [attention.length, daily.attention.length]),
    ...(daily.quiet ? {} : stagesAndForecast(daily, words)),
    ...(frame.part === 'details' ? {} : { controls: frame.controls }),
  };
}

/** Left out on a quiet day, when nothing in it has changed. */
function stagesAndForecast({ stages, forecast }: DailyDigest, words: DigestWords) {
  const bars = stageBars(stages, words.picklists);
  return {
    stagesTitle: stages.length === 0 ? '' : 'By stage',
    chartTitle: 'Weighted amount by stage',
    bars: bars.length > 1 ? bars : [],
    stages: stageRows(stages, words, rowLimits.stages),
    forecastTitle: forecast.length === 0 ? '' : 'Forecast by projected close',
    forecast: forecastLines(forecast, words),
  };
}

function changesTitle({ since, changes }: DailyDigest, words: DigestWords): string {
  if (since === undefined) return 'No comparison yet: what changes from now on is told next time.';
  const then = momentText(since, words);
  return changes.length === 0 ? `Nothing changed since ${then}` : `Changed since ${then} (${String(changes.length)})`;
}

/** The whole card as plain text, chart and table included. */
function textOf(model: DailyModel): string {
  return [
    model.title,
    model.narrowed,
    ...model.notices.map(({ text }) => text),
    [model.headline, model.headlineAbout].filter((part) => part !== '').join(' '),
    model.difference,
    model.why,
    ...model.facts.map(lineText),
    model.changesTitle,
    ...model.changes.map(({ lead, title, about }) => `${lead}: ${title}. ${about}`),
    model.attentionTitle,
    ...model.attention.map(({ title, about, worries }) => `${title}: ${worries}. ${about}`),
    ...model.stages.map(({ stage, count, recurring, oneTime }) => `${stage}: ${count}, ${recurring} + ${oneTime}`),
    ...model.forecast.map(lineText),
    model.footer,
  ]
    .filter((line) => line !== '')
    .join('\n');
}
