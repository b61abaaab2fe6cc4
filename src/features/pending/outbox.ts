/** The feature `outbox`: changes that wait to be written, to look at, send, apply, edit or drop. */
import { handleButton, type Feature } from '../../core/feature';
import { openForm } from '../../core/forms/definition';
import { replaceWith, showToAsker, type Reply, type View } from '../../core/reply';
import type { OutboxEntry, EntryState, ChangeRequest } from '../../outbox/entry';
import { applyButton, dropButton, editEntryButton, entryButton, outboxButton, sendButton } from '../../views/buttons';
import { auditEventOf } from '../../outbox/audit-event';
import { entryCard } from '../changing/entry-card';
import { editEntryForm } from './edit';
import { assertEntryPermitted, leaseOwnEntry, updateLeasedEntry, loadOwnEntry } from '../changing/own-entries';
import { formatOf, type FeatureContext, type Services } from '../services';
import { replyTo } from '../changing/submit-change';
import type { ActionRef } from '../../core/cards/button';
import { entrySummary } from '../../views/entry';
import { pluralize, shorten, type Format } from '../../views/format';

const listEntries = async (context: FeatureContext): Promise<View> =>
  outboxView(await context.services.outbox.listWaiting(context.user.id), formatOf(context));

const showEntry = async (context: FeatureContext, id: string): Promise<View> =>
  entryCard(context, await loadOwnEntry(context, id), context.interaction.person);

type KnownState = Pick<OutboxEntry, 'wish' | 'sent'>;

/** Sends it now. `knownState` accepts what the person just read on the card; `state` is the one in which it waited. */
async function sendEntry(
  context: FeatureContext,
  id: string,
  knownState: (entry: OutboxEntry, state: EntryState) => KnownState,
): Promise<Reply> {
  const before = await loadOwnEntry(context, id);
  assertEntryPermitted(context, before);
  const entry = await leaseOwnEntry(context, id);
  const update = knownState(entry, before.state);
  await updateLeasedEntry(context, entry, { wish: update.wish, sent: update.sent ?? null });
  return replyTo(context, await context.services.execute({ ...entry, ...update }, 'outbox'), 'outbox');
}

/** The card showed the present values: only changes after that count as conflicts. */
function acceptDifferences({ wish, differences = [] }: OutboxEntry): ChangeRequest {
  if (wish.kind !== 'change') return wish;
  const { agreed, ...rest } = wish;
  const now = Object.fromEntries(differences.map(({ field, now: value }) => [field, value]));
  const confirmed = { ...rest, expected: { ...wish.expected, ...now } };
  return differences.length > 0 && agreed !== undefined ? { ...confirmed, agreed } : confirmed;
}

/** Whoever sends an unclear creation again wants it even if a similar opportunity exists. */
const sendAgain = ({ wish, sent, attempts }: OutboxEntry, state: EntryState): KnownState =>
  wish.kind === 'create' && state === 'unclear'
    ? { wish: { ...wish, anew: attempts + 1 }, sent: undefined }
    : { wish, sent };

async function dropEntry(context: FeatureContext, id: string): Promise<Reply> {
  const entry: OutboxEntry = { ...(await leaseOwnEntry(context, id)), state: 'dropped' };
  const { state } = entry;
  await updateLeasedEntry(context, entry, { state }, auditEventOf(entry, context.now));
  return replaceWith(await entryCard(context, entry, context.interaction.person));
}

export const outbox: Feature<Services> = {
  commands: [
    {
      name: 'outbox',
      aliases: ['queue', 'pending', 'waiting'],
      summary: 'what you changed and Autotask has not taken yet: send, edit or cancel it',
      usage: 'outbox',
      examples: ['outbox'],
      audience: 'linked',
      run: async (context) => showToAsker(await listEntries(context)),
    },
  ],
  actions: [
    handleButton(outboxButton, async (context: FeatureContext) => showToAsker(await listEntries(context))),
    handleButton(entryButton, async (context: FeatureContext, { entry }) =>
      showToAsker(await showEntry(context, entry)),
    ),
    handleButton(sendButton, (context: FeatureContext, { entry }) => sendEntry(context, entry, sendAgain)),
    handleButton(applyButton, (context: FeatureContext, { entry }) =>
      sendEntry(context, entry, (one) => ({ wish: acceptDifferences(one), sent: one.sent })),
    ),
    handleButton(dropButton, (context: FeatureContext, { entry }) => dropEntry(context, entry)),
    handleButton(editEntryButton, (_context: FeatureContext, about) =>
      Promise.resolve(openForm(editEntryForm.id, about)),
    ),
  ],
  forms: [editEntryForm],
};

/** Rows of one card; the rest is counted. */
const maxOutboxRows = 10;

const stateTexts: Readonly<Record<EntryState, string>> = {
  sending: 'being sent',
  queued: 'queued',
  asked: 'changed meanwhile: waits for you',
  refused: 'not written: waits for you',
  unclear: 'perhaps written: waits for you',
  done: 'written',
  dropped: 'dropped',
  returned: 'not written',
};

/** Without differences the question is about data that would be lost. */
const stateText = ({ state, differences = [] }: OutboxEntry): string =>
  state === 'asked' && differences.length === 0 ? 'something would be lost: waits for you' : stateTexts[state];

interface OutboxRow {
  readonly title: string;
  readonly about: string;
  readonly action: ActionRef;
}

export function outboxView(entries: readonly OutboxEntry[], format: Format): View {
  const rows = entries.slice(0, maxOutboxRows).map((entry): OutboxRow => {
    const title = shorten(entrySummary(entry), 150);
    const next = entry.state === 'queued' ? `, next attempt at ${format.time(entry.due)}` : '';
    return {
      title,
      about: `${stateText(entry)}${next} · since ${format.moment(entry.requestedAt)}`,
      action: entryButton.with({ entry: entry.id }, 'Open', { spoken: `Open ${shorten(title, 60)}` }),
    };
  });
  const rest = entries.length - rows.length;
  const model = {
    title: 'Outbox',
    say:
      entries.length === 0
        ? 'Nothing of yours waits: everything you sent is written.'
        : `${pluralize(entries.length, 'change waits', 'changes wait')} to be written.`,
    rows,
    more: rest === 0 ? '' : `+${String(rest)} more`,
  };
  const lines = rows.map(({ title, about }) => `${title}: ${about}`);
  return { card: 'outbox', model, text: [`${model.title}. ${model.say}`, ...lines, model.more].join('\n').trim() };
}
