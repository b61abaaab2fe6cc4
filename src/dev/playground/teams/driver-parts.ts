/** What each verb of the people in Teams works with, and who acts where. */
import type { From, Setting } from './activities';
import type { Send } from './send';
import type { World } from './world';

export interface DriverParts {
  readonly world: World;
  readonly setting: Setting;
  readonly send: Send;
}

export function fromOf(world: World, person: string, id: string, thread?: string): From {
  const conversation = world.conversation(id);
  if (conversation === undefined) throw new Error(`There is no conversation "${id}".`);
  return { person: world.person(person), conversation, thread };
}
