/** Buttons that post for everybody: a double click arrives as two presses, and posts once. */
import type { Button } from '../core/button';
import { onPress, type Action } from '../core/feature';
import { fingerprintOf } from '../core/fingerprint';
import type { Json } from '../core/json';
import type { Reply } from '../core/reply';
import type { Here, Services } from './services';

/** Between the clicks of a hurried person, with the way of both through different replicas. */
const seconds = 3;

export const onPressToPost = <P extends Json>(
  button: Button<P>,
  run: (context: Here, payload: P) => Promise<Reply>,
): Action<Services> =>
  onPress(button, async (context: Here, payload) =>
    (await isFirstClick(context, [button.id, payload])) ? run(context, payload) : { kind: 'none' },
  );

function isFirstClick({ arrival, me, services }: Here, pressed: Json): Promise<boolean> {
  const { platform, conversation } = arrival.place;
  const press = JSON.stringify([platform, conversation, me.id, pressed]);
  return services.store.putIfAbsent(`click:${fingerprintOf(press)}`, true, seconds);
}
