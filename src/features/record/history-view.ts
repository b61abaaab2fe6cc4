/** Who changed what of an opportunity through this bot: the record of changes, latest first. */
import type { View } from '../../core/reply';
import type { AuditEvent } from '../../outbox/entry';
import { capitalize, shorten } from '../../views/format';
import { fieldLabel, valueText, valueTexts, type Wording } from '../../views/values';

/** Lines that one card shows. */
export const maxHistoryLines = 15;
/** Fields that one line names; the rest is counted. */
const fieldsShown = 6;
/** Characters of one value. */
const longest = 60;

const results: Readonly<Record<AuditEvent['result'], string>> = {
  done: 'written',
  queued: 'queued',
  asked: 'changed meanwhile, the person was asked',
  refused: 'not written',
  unclear: 'perhaps written',
  dropped: 'dropped by the person',
  returned: 'not written, given back to the form',
};

export interface HistoryOptions {
  readonly title: string;
  readonly lines: readonly AuditEvent[];
  /** Whether there are older ones. */
  readonly more: boolean;
  readonly wording: Wording;
}

export function historyView({ title, lines, more, wording }: HistoryOptions): View {
  const { format } = wording;
  const rows = lines.map((line) => ({
    head: `${format.moment(line.at)} · ${line.person.name} · ${line.news}`,
    about: [changesText(line, wording), results[line.result], platformOf(line), `reference ${line.reference}`]
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

function changesText({ fields, result }: AuditEvent, wording: Wording): string {
  const shown = fields.slice(0, fieldsShown).map((change) => fieldChangeText(change, result === 'done', wording));
  const rest = fields.length - shown.length;
  return [...shown, ...(rest > 0 ? [`+${String(rest)} more fields`] : [])].join('; ');
}

/** What was only wanted has no value that it changed. */
function fieldChangeText({ field, from, to }: AuditEvent['fields'][number], isDone: boolean, wording: Wording): string {
  if (field === 'note') return `note “${shorten(String(to), 80)}”`;
  if (!isDone) return `${fieldLabel(field)}: → ${shorten(valueText(field, to, wording), longest)}`;
  const [before, after] = valueTexts(field, [from, to], wording, longest);
  return `${fieldLabel(field)}: ${before} → ${after}`;
}

const platformOf = ({ place }: AuditEvent): string => capitalize(place.platform);
