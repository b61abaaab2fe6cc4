/** The definition of a pressable thing. Ids are permanent and payloads versioned: cards live in channels for years. */
import type { z } from 'zod';
import type { Json } from '../json';
import { InvalidInput } from '../errors';

/** What travels inside a card: which button, which version of its payload, the payload. */
export interface ActionToken {
  readonly id: string;
  readonly v: number;
  readonly p: Json;
}

/** One button as a view offers it. `opens` is known when the card is drawn: Teams draws dialog buttons differently. */
export interface ActionRef {
  readonly label: string;
  readonly opens: 'reply' | 'form';
  readonly style: 'default' | 'primary' | 'danger';
  /** Read aloud by screen readers in place of the label. */
  readonly spoken: string;
  readonly token: ActionToken;
}

export interface Button<P extends Json> {
  readonly id: string;
  readonly opens: 'reply' | 'form';
  /** Shown while the form that it opens is being prepared; empty for a button that opens none. */
  readonly title: string;
  with(payload: P, label: string, options?: { style?: ActionRef['style']; spoken?: string }): ActionRef;
  /** The payload as this version knows it. Throws `InvalidInput` for one that no shipped version wrote. */
  read(token: ActionToken): P;
}

export function defineButton<P extends Json>(spec: {
  id: string;
  version: number;
  opens: 'reply' | 'form';
  title?: string;
  /** One reader for each version ever shipped: `readers[v]` turns that version's payload into today's. */
  readers: Readonly<Record<number, z.ZodType<P>>>;
}): Button<P> {
  return {
    id: spec.id,
    opens: spec.opens,
    title: spec.title ?? '',
    with: (payload, label, options = {}) => ({
      label,
      opens: spec.opens,
      style: options.style ?? 'default',
      spoken: options.spoken ?? label,
      token: { id: spec.id, v: spec.version, p: payload },
    }),
    read(token) {
      const read = spec.readers[token.v]?.safeParse(token.p);
      if (read?.success) return read.data;
      throw new InvalidInput('This button carries something that I cannot read.', {
        hint: 'Look the opportunity up again and use the buttons of the fresh card.',
      });
    },
  };
}
