/** Daily and weekly digests behind one face: what each tells, which names it needs, what is behind its figures. */
import type { View } from '../core/reply';
import { behindDaily, behindWeekly, type Behind } from '../opportunity/digest/behind';
import type { Concern } from '../opportunity/digest/attention';
import type { Change } from '../opportunity/digest/changes';
import { dailyOf, type DigestParts } from '../opportunity/digest/daily';
import { weeklyOf } from '../opportunity/digest/weekly';
import type { Figures } from '../opportunity/figures';
import { worriesLine } from '../views/digest/attention-rows';
import { changeLine } from '../views/digest/change-rows';
import { dailyView, shown } from '../views/digest/daily';
import type { DigestWords } from '../views/digest/digest-words';
import type { Frame } from '../views/digest/frame';
import { weeklyView } from '../views/digest/weekly';

export interface Told {
  readonly day: string;
  readonly quiet: boolean;
  readonly behind: Behind;
  /** Those that have a row of their own. */
  readonly shown: readonly Figures[];
  readonly owners: readonly (number | null)[];
  /** Whose opportunities need a hand, those that need it most first. */
  readonly needed: readonly (number | null)[];
  /** What it is called in the middle of a sentence. */
  title(words: DigestWords): string;
  draw(frame: Frame, words: DigestWords): View;
  /** What is said of an opportunity where a figure lists it: by figure, by id. */
  remarks(words: DigestWords): Record<string, Record<string, string>>;
}

export function dailyTold(parts: DigestParts): Told {
  const daily = dailyOf(parts);
  const { day, quiet, changes, attention } = daily;
  return {
    day,
    quiet,
    behind: behindDaily(daily),
    shown: [
      ...changes.slice(0, shown.changes).flatMap(({ after, before }) => after ?? before ?? []),
      ...figuresIn(attention),
    ],
    owners: [],
    needed: ownersIn(attention),
    title: ({ format }) => `the digest of ${format.day(day)}`,
    draw: (frame, words) => dailyView(daily, frame, words),
    remarks: (words) => remarksOn(changes, attention, words),
  };
}

export function weeklyTold(parts: DigestParts): Told {
  const weekly = weeklyOf(parts);
  const { day, quiet, changes, attention, slips } = weekly;
  return {
    day,
    quiet,
    behind: behindWeekly(weekly),
    shown: [...(slips?.again ?? []).map(({ figures }) => figures).slice(0, shown.attention), ...figuresIn(attention)],
    owners: (slips?.owners ?? []).map(({ owner }) => owner),
    needed: ownersIn(attention),
    title: ({ format }) => `the week to ${format.day(day)}`,
    draw: (frame, words) => weeklyView(weekly, frame, words),
    remarks: (words) => remarksOn(changes, attention, words),
  };
}

const figuresIn = (attention: readonly Concern[]): readonly Figures[] =>
  attention.slice(0, shown.attention).map(({ standing }) => standing.figures);

const ownersIn = (attention: readonly Concern[]): readonly (number | null)[] =>
  attention.map(({ standing }) => standing.figures.owner);

function remarksOn(
  changes: readonly Change[],
  attention: readonly Concern[],
  words: DigestWords,
): Record<string, Record<string, string>> {
  return {
    changes: Object.fromEntries(changes.map((change) => [String(change.id), changeWords(change, words)])),
    attention: Object.fromEntries(
      attention.map((concern) => [String(concern.standing.figures.id), worriesLine(concern, words)]),
    ),
  };
}

const changeWords = (change: Change, words: DigestWords): string =>
  [change.kinds[0], changeLine(change, words)].filter((part) => part !== '').join(', ');
