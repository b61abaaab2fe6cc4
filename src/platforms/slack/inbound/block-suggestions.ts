/** What somebody types into a look-up field → the choices that fit. An empty list is better than a late one. */
import type { BlockSuggestion, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import type { Choice } from '../../../core/forms/form-view';
import { sha256Hex } from '../../../core/fingerprint';
import { withDeadline } from '../../../core/with-deadline';
import { parseModalMetadata } from '../render/metadata';
import { loadInteraction, type HandlerContext } from '../handler-context';
import { parseViewState } from './view-state';

const ackDeadlineMs = 2_000;
/** Slack: options of one answer, and characters of one label. */
const limits = { options: 100, label: 75 };

type BlockSuggestionArgs = SlackOptionsMiddlewareArgs<'block_suggestion'>;

export async function onBlockSuggestion(context: HandlerContext, { ack, body }: BlockSuggestionArgs): Promise<void> {
  const choices = await withDeadline(loadChoices(context, body), ackDeadlineMs);
  if (!choices.ready) context.log.warn({ field: body.block_id }, 'suggestions came too late');
  await ack({ options: (choices.ready ? choices.value : []).slice(0, limits.options).map(toSlackOption) });
}

async function loadChoices(context: HandlerContext, body: BlockSuggestion): Promise<readonly Choice[]> {
  const { view } = body;
  if (view === undefined) return [];
  const { origin, key } = parseModalMetadata(view.private_metadata);
  if (key === undefined) return [];
  // Ids are logged, and this one is made of what is typed.
  const id = `${view.id}:${body.block_id}:${sha256Hex(body.value)}`;
  const interaction = await loadInteraction(context, id, { ...origin, user: body.user.id });
  const { values: raw } = parseViewState(view.state.values);
  return context.bot.suggest(key, { field: body.block_id, typed: body.value, raw }, interaction);
}

function toSlackOption({ value, label }: Choice) {
  const text = label.length <= limits.label ? label : `${label.slice(0, limits.label - 1)}…`;
  return { text: { type: 'plain_text', text, emoji: false }, value } as const;
}
