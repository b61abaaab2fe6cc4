/** What each figure of a digest is called where it is explained. Its name is the one that `behind` gives it. */
import { monthStart } from '../../../opportunity/calendar';
import { monthWord, ownerWord, stageWord, type DigestWords } from './wording';
import { reasonWord } from './short-lists';

const fixedFigureLabels: Readonly<Record<string, string>> = {
  'closing-then': 'Closing this month, a week ago',
  why: 'Why the headline moved',
  open: 'Open',
  won: 'Won this month',
  lost: 'Lost this month',
  changes: 'Changed',
  attention: 'Needs attention',
  overdue: 'Overdue',
  later: 'Closing later',
  undated: 'Without a projected close',
  'week:won': 'Won in 7 days',
  'week:lost': 'Lost in 7 days',
  'quarter:won': 'Won this quarter',
  'quarter:lost': 'Lost this quarter',
  again: 'Pushed for the third time or more',
  'walk:start': 'Start of the walk',
  'walk:end': 'Now, before the end of the quarter',
};

export function figureLabel(figure: string, day: string, words: DigestWords): string {
  const [kind = '', value = '', reason = ''] = figure.split(':');
  if (figure === 'closing') return `Closing in ${monthWord(monthStart(day), words)}`;
  return fixedFigureLabels[figure] ?? figureLabelsByKind[kind]?.(value, reason, words) ?? figure;
}

const figureLabelsByKind: Readonly<Record<string, (value: string, reason: string, words: DigestWords) => string>> = {
  stage: (stage, _none, words) => `Stage ${stageWord(Number(stage), words)}`,
  month: (month, _none, words) => `Closing in ${monthWord(`${month}-01`, words)}`,
  walk: (line) => `Walk: ${line}`,
  slips: (owner, _none, words) => `Slipped: ${ownerWord(owner === 'none' ? null : Number(owner), words)}`,
  week: (outcome, reason, words) => {
    const side = outcome === 'won' ? ('won' as const) : ('lost' as const);
    const given = { outcome: side, reason: reason === 'none' ? null : Number(reason), ids: [] };
    return `${side === 'won' ? 'Won' : 'Lost'} in 7 days: ${reasonWord(given, words)}`;
  },
};
