/** Answer addresses (`response_url`): new messages, or changes of the one that was pressed. */
import type { SlackMessage } from '../peer';
import type { Answerable } from '../triggers';
import { contentOf, type Arguments, type Ground } from './method';

/** Throws a `Refusal` for an address that is spent, or blocks that Slack would not take. */
export function answer({ world, triggers }: Ground, address: string, sent: Arguments): void {
  const to = triggers.answer(address);
  const original = to.message === undefined ? undefined : world.message(to.channel, to.message);
  if (sent['delete_original'] === true) {
    if (original !== undefined) world.remove(original);
    return;
  }
  const content = contentOf(sent);
  if (sent['replace_original'] === true && original !== undefined) world.edit(original, content);
  else world.add({ channel: to.channel, from: 'bot', ...content, ...audience(to, sent), ...thread(original, sent) });
}

const audience = ({ person }: Answerable, sent: Arguments) =>
  sent['response_type'] === 'in_channel' ? {} : { onlyFor: person };

/** An answer to a press in a thread stays in that thread. */
function thread(original: SlackMessage | undefined, sent: Arguments) {
  const ts = typeof sent['thread_ts'] === 'string' ? sent['thread_ts'] : original?.thread;
  return ts === undefined ? {} : { thread: ts };
}
