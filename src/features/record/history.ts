/** The feature `history`: who changed what of an opportunity through this bot. */
import { InvalidInput } from '../../core/errors';
import { handleButton, type Feature } from '../../core/feature';
import { showToAsker, type Reply, type View } from '../../core/reply';
import { opportunityIdIn } from '../choosing/choices';
import { historyButton } from '../../views/buttons';
import { loadWording } from '../changing/entry-card';
import type { FeatureContext, Services } from '../services';
import type { AuditEvent } from '../../outbox/entry';
import { capitalize, shorten } from '../../views/format';
import { fieldLabel, valueText, valueTexts, type Wording } from '../../views/values';

async function showHistory(context: FeatureContext, id: number): Promise<Reply> {
  const { opportunities, outbox } = context.services;
  const [opportunity, lines] = await Promise.all([opportunities.get(id), outbox.history(id, maxHistoryLines + 1)]);
  const visibleLines = lines.slice(0, maxHistoryLines);
  const values = visibleLines.flatMap(({ fields }) =>
    fields.flatMap(({ field, from, to }) => [[field, from] as const, [field, to] as const]),
  );
  const wording = await loadWording(context, values, context.interaction.person);
  const more = lines.length > visibleLines.length;
  return showToAsker(historyView({ title: opportunity.fields.title, lines: visibleLines, more, wording }));
}

export const historyFeature: Feature<Services> = {
  commands: [
    {
      name: 'history',
      aliases: ['log', 'audit'],
      summary: 'who changed what of an opportunity through me',
      usage: 'history <number>',
      examples: ['history 29681234'],
      audience: 'linked',
      async run(context, tokens) {
        const id = opportunityIdIn(tokens);
        if (id !== undefined) return showHistory(context, id);
        throw new InvalidInput('Whose history do you want to see?', {
          hint: `For example: ${context.interaction.prefix}history 29681234`,
        });
      },
    },
  ],
  actions: [handleButton(historyButton, (context: FeatureContext, { id }) => showHistory(context, id))],
};

/** Lines on one card. */
const maxHistoryLines = 15;
/** Fields on one line; the rest is counted. */
const maxFields = 6;
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
  const texts = fields.slice(0, maxFields).map((change) => fieldChangeText(change, result === 'done', wording));
  const rest = fields.length - texts.length;
  return [...texts, ...(rest > 0 ? [`+${String(rest)} more fields`] : [])].join('; ');
}

/** A change that was not written has no previous value. */
function fieldChangeText({ field, from, to }: AuditEvent['fields'][number], isDone: boolean, wording: Wording): string {
  if (field === 'note') return `note “${shorten(String(to), 80)}”`;
  if (!isDone) return `${fieldLabel(field)}: → ${shorten(valueText(field, to, wording), longest)}`;
  const [before, after] = valueTexts(field, [from, to], wording, longest);
  return `${fieldLabel(field)}: ${before} → ${after}`;
}

const platformOf = ({ place }: AuditEvent): string => capitalize(place.platform);
