/** The conversation to which something comes by itself, a digest or news: which one it is, and whether the bot may post there. */
import type { Place } from '../core/arrival';
import { invalid, type Invalid } from '../core/form';
import type { Here } from './services';

/** What is personal comes in one's own conversation with the bot; what is set up in a thread comes beside it, in the channel. */
export async function placeFor({ arrival, services }: Here): Promise<Place> {
  const { platform, tenant, conversation, kind } = arrival.place;
  return kind === 'direct' ? services.outlet.direct(arrival.person) : { platform, tenant, conversation, kind };
}

/** Why nothing can come there, for the form that sets it up; undefined where it can. */
export async function obstacleIn({ services }: Here, place: Place): Promise<Invalid | undefined> {
  const obstacle = await services.outlet.canPost(place);
  return obstacle && invalid({}, `${obstacle.say} ${obstacle.next}`);
}
