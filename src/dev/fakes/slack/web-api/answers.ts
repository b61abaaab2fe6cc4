/** Answer addresses (`response_url`): new messages, or changes of the one that was pressed. */
import type { SlackMessage } from '../fake-slack';
import type { ResponseTarget } from '../triggers';
import { parseMessageContent, type MethodArguments, type FakeSlackContext } from './method';

/** Throws a `Refusal` for an address that is spent, or blocks that Slack would not take. */
export function handleResponseUrl({ world, triggers }: FakeSlackContext, address: string, args: MethodArguments): void {
  const target = triggers.redeemResponseUrl(address);
  const original = target.message === undefined ? undefined : world.message(target.channel, target.message);
  if (args['delete_original'] === true) {
    if (original !== undefined) world.remove(original);
    return;
  }
  const content = parseMessageContent(args);
  if (args['replace_original'] === true && original !== undefined) world.edit(original, content);
  else
    world.add({
      channel: target.channel,
      from: 'bot',
      ...content,
      ...audienceOf(target, args),
      ...threadOfResponse(original, args),
    });
}

const audienceOf = ({ person }: ResponseTarget, args: MethodArguments) =>
  args['response_type'] === 'in_channel' ? {} : { onlyFor: person };

/** An answer to a press in a thread stays in that thread. */
function threadOfResponse(original: SlackMessage | undefined, args: MethodArguments) {
  const ts = typeof args['thread_ts'] === 'string' ? args['thread_ts'] : original?.thread;
  return ts === undefined ? {} : { thread: ts };
}
