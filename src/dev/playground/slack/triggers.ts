/** What a command or press gives the bot for a short while: the right to open a modal, and an address to answer at. */
import { Refusal } from './refusal';

interface Trigger {
  readonly person: string;
  readonly until: number;
  used: boolean;
}
export interface Answerable {
  readonly person: string;
  readonly channel: string;
  /** The message that was pressed, by its `ts`. */
  readonly message?: string;
}
interface Address extends Answerable {
  until: number;
  left: number;
}

export interface Triggers {
  trigger(person: string): string;
  /** Whose trigger it is. Each opens one modal, within three seconds. */
  spend(trigger: string): string;
  /** The last part of an answer address: five uses within thirty minutes. */
  address(to: Answerable): string;
  answer(address: string): Answerable;
  expireAnswers(): void;
}

const life = { trigger: 3_000, answer: 30 * 60_000, uses: 5 };

export function createTriggers(clock: () => Date): Triggers {
  const triggers = new Map<string, Trigger>();
  const addresses = new Map<string, Address>();
  const now = () => clock().getTime();
  return {
    trigger(person) {
      const id = `${String(now())}.${String(triggers.size + 1)}.playground`;
      triggers.set(id, { person, until: now() + life.trigger, used: false });
      return id;
    },
    spend(id) {
      const trigger = triggers.get(id);
      if (trigger === undefined) throw new Refusal('invalid_trigger_id');
      if (trigger.used) throw new Refusal('exchanged_trigger_id');
      if (now() > trigger.until) throw new Refusal('expired_trigger_id');
      trigger.used = true;
      return trigger.person;
    },
    address(to) {
      const id = `${String(addresses.size + 1)}/${String(now())}`;
      addresses.set(id, { ...to, until: now() + life.answer, left: life.uses });
      return id;
    },
    answer(id) {
      const address = addresses.get(id);
      if (address === undefined || now() > address.until) throw new Refusal('expired_url');
      if (address.left === 0) throw new Refusal('used_url');
      address.left -= 1;
      return address;
    },
    expireAnswers() {
      for (const address of addresses.values()) address.until = 0;
    },
  };
}
