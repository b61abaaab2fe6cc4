/** What somebody types into a look-up field → the choices that fit. An empty list is better than a late one. */
import type { BlockSuggestion, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import type { Choice } from '../../core/form-view';
import { fingerprintOf } from '../../core/fingerprint';
import { soon } from '../../core/soon';
import { readMetadata } from './metadata';
import { arrivalOf, type Parts } from './parts';
import { readTyped } from './typed';

const patience = 2_000;
/** Slack: options of one answer, and characters of one label. */
const most = { options: 100, label: 75 };

type Asked = SlackOptionsMiddlewareArgs<'block_suggestion'>;

export async function onSuggestion(parts: Parts, { ack, body }: Asked): Promise<void> {
  const found = await soon(suggested(parts, body), patience);
  if (!found.ready) parts.log.warn({ field: body.block_id }, 'suggestions came too late');
  await ack({ options: (found.ready ? found.value : []).slice(0, most.options).map(optionOf) });
}

async function suggested(parts: Parts, body: BlockSuggestion): Promise<readonly Choice[]> {
  const { view } = body;
  if (view === undefined) return [];
  const { origin, key } = readMetadata(view.private_metadata);
  if (key === undefined) return [];
  // Ids are logged, and this one is made of what is typed.
  const id = `${view.id}:${body.block_id}:${fingerprintOf(body.value)}`;
  const arrival = await arrivalOf(parts, id, { ...origin, user: body.user.id });
  const { values: raw } = readTyped(view.state.values);
  return parts.bot.suggest(key, { field: body.block_id, typed: body.value, raw }, arrival);
}

function optionOf({ value, label }: Choice) {
  const text = label.length <= most.label ? label : `${label.slice(0, most.label - 1)}…`;
  return { text: { type: 'plain_text', text, emoji: false }, value } as const;
}
