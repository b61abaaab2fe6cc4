/** Who changed what of an opportunity through this bot: the record of changes, latest first. */
import type { View } from '../core/reply';
import type { AuditLine } from '../opportunity/outbox';
import { capitalised, shorten } from './format';
import { nameOfField, valueText, valueTexts, type Wording } from './values';

/** Lines that one card shows. */
export const linesShown = 15;
/** Fields that one line names; the rest is counted. */
const fieldsShown = 6;
/** Characters of one value. */
const longest = 60;

const results: Readonly<Record<AuditLine['result'], string>> = {
  done: 'written',
  queued: 'queued',
  asked: 'changed meanwhile, the person was asked',
  refused: 'not written',
  unclear: 'perhaps written',
  dropped: 'dropped by the person',
  returned: 'not written, given back to the form',
};

export interface HistoryParts {
  readonly title: string;
  readonly lines: readonly AuditLine[];
  /** Whether there are older ones. */
  readonly more: boolean;
  readonly wording: Wording;
}

export function historyView({ title, lines, more, wording }: HistoryParts): View {
  const { format } = wording;
  const rows = lines.map((line) => ({
    head: `${format.moment(line.at)} · ${line.person.name} · ${line.news}`,
    about: [changesOf(line, wording), results[line.result], platformOf(line), `reference ${line.reference}`]
      .filter((part) => part !== '')
      .join(' · '),
  }));
  const say =
    lines.length === 0
      ? 'Nothing was changed through me yet. What was changed in Autotask itself is in its own history.'
      : 'What was changed through me, latest first. Changes made in Autotask itself are in its own history.';
  const model = {
    title: `History of ${shorten(title, 100)}`,
    say,
    rows,
    more: more ? 'Older ones are in the export.' : '',
  };
  const text = [`${model.title}. ${say}`, ...rows.map(({ head, about }) => `${head}: ${about}`), model.more];
  return { card: 'history', model, text: text.filter((part) => part !== '').join('\n') };
}

function changesOf({ fields, result }: AuditLine, wording: Wording): string {
  const shown = fields.slice(0, fieldsShown).map((change) => changeText(change, result === 'done', wording));
  const rest = fields.length - shown.length;
  return [...shown, ...(rest > 0 ? [`+${String(rest)} more fields`] : [])].join('; ');
}

/** What was only wanted has no value that it changed. */
function changeText({ field, from, to }: AuditLine['fields'][number], isDone: boolean, wording: Wording): string {
  if (field === 'note') return `note “${shorten(String(to), 80)}”`;
  if (!isDone) return `${nameOfField(field)}: → ${shorten(valueText(field, to, wording), longest)}`;
  const [before, after] = valueTexts(field, [from, to], wording, longest);
  return `${nameOfField(field)}: ${before} → ${after}`;
}

const platformOf = ({ place }: AuditLine): string => capitalised(place.platform);
