/** The door out: the only way from the bot to a chat service. */
import type { Bot } from './bot';
import type { CardRef, Person, Place, PlatformName } from './arrival';
import type { View } from './reply';

export interface Platform {
  readonly name: PlatformName;
  /** From now on arrivals go to the bot. Resolves when the platform is ready to receive. */
  start(bot: Bot): Promise<void>;
  /** Takes nothing new, finishes what is under way. */
  stop(): Promise<void>;
  post(place: Place, view: View): Promise<CardRef>;
  /** `gone` when the card cannot be reached any more: forget it. */
  update(card: CardRef, view: View): Promise<'updated' | 'gone'>;
  /** The private conversation between this person and the bot. */
  direct(person: Person): Promise<Place>;
}
