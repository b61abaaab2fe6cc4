/** What each verb of the people in Teams works with, and who acts where. */
import type { ActivityOrigin, ActivityDefaults } from './activities';
import type { SendActivity } from './send';
import type { TeamsWorld } from './world';

export interface TeamsActionDeps {
  readonly world: TeamsWorld;
  readonly defaults: ActivityDefaults;
  readonly send: SendActivity;
}

export function activityOrigin(world: TeamsWorld, person: string, id: string, thread?: string): ActivityOrigin {
  const conversation = world.conversation(id);
  if (conversation === undefined) throw new Error(`There is no conversation "${id}".`);
  return { person: world.person(person), conversation, thread };
}
