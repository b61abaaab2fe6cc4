/** What a command or press gives the bot for a short while: the right to open a modal, and an address to answer at. */
import { SlackApiError } from './refusal';

interface Trigger {
  readonly person: string;
  readonly until: number;
  used: boolean;
}
export interface ResponseTarget {
  readonly person: string;
  readonly channel: string;
  /** The message that was pressed, by its `ts`. */
  readonly message?: string;
}
interface ResponseUrl extends ResponseTarget {
  until: number;
  left: number;
}

export interface Triggers {
  trigger(person: string): string;
  /** Whose trigger it is. Each opens one modal, within three seconds. */
  redeemTrigger(trigger: string): string;
  /** The last part of an answer address: five uses within thirty minutes. */
  address(target: ResponseTarget): string;
  redeemResponseUrl(address: string): ResponseTarget;
  expireResponseUrls(): void;
}

const lifetimes = { trigger: 3_000, answer: 30 * 60_000, uses: 5 };

export function createTriggers(clock: () => Date): Triggers {
  const triggers = new Map<string, Trigger>();
  const responseUrls = new Map<string, ResponseUrl>();
  const now = () => clock().getTime();
  return {
    trigger(person) {
      const id = `${String(now())}.${String(triggers.size + 1)}.playground`;
      triggers.set(id, { person, until: now() + lifetimes.trigger, used: false });
      return id;
    },
    redeemTrigger(id) {
      const trigger = triggers.get(id);
      if (trigger === undefined) throw new SlackApiError('invalid_trigger_id');
      if (trigger.used) throw new SlackApiError('exchanged_trigger_id');
      if (now() > trigger.until) throw new SlackApiError('expired_trigger_id');
      trigger.used = true;
      return trigger.person;
    },
    address(target) {
      const id = `${String(responseUrls.size + 1)}/${String(now())}`;
      responseUrls.set(id, { ...target, until: now() + lifetimes.answer, left: lifetimes.uses });
      return id;
    },
    redeemResponseUrl(id) {
      const address = responseUrls.get(id);
      if (address === undefined || now() > address.until) throw new SlackApiError('expired_url');
      if (address.left === 0) throw new SlackApiError('used_url');
      address.left -= 1;
      return address;
    },
    expireResponseUrls() {
      for (const address of responseUrls.values()) address.until = 0;
    },
  };
}
