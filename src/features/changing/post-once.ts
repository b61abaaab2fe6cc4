/** Buttons that post for everybody: a double click arrives as two presses, and posts once. */
import type { Button } from '../../core/cards/button';
import { handleButton, type Action } from '../../core/feature';
import { sha256Hex } from '../../core/fingerprint';
import type { Json } from '../../core/json';
import type { Reply } from '../../core/reply';
import type { FeatureContext, Services } from '../services';

/** Between the clicks of a hurried person, with the way of both through different replicas. */
const doubleClickSeconds = 3;

export const onPressToPost = <P extends Json>(
  button: Button<P>,
  run: (context: FeatureContext, payload: P) => Promise<Reply>,
): Action<Services> =>
  handleButton(button, async (context: FeatureContext, payload) =>
    (await isFirstClick(context, [button.id, payload])) ? run(context, payload) : { kind: 'none' },
  );

function isFirstClick({ interaction, user, services }: FeatureContext, payload: Json): Promise<boolean> {
  const { platform, conversation } = interaction.conversation;
  const press = JSON.stringify([platform, conversation, user.id, payload]);
  return services.store.putIfAbsent(`click:${sha256Hex(press)}`, true, doubleClickSeconds);
}
