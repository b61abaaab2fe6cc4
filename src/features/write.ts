/** Carries a change out and answers with the fresh card. Throws `Unconfirmed` when something would be lost unasked. */
import type { Reply } from '../core/reply';
import type { RawValues } from '../core/form';
import type { Changes, NoteDraft } from '../opportunity/client';
import type { AboutChange } from './confirm';
import { changedCard } from './opportunity-card';
import type { Here } from './services';

export interface Write {
  readonly about: AboutChange;
  readonly changes: Changes;
  /** What the person saw of it; without it the values that the card showed. */
  readonly expected?: Changes;
  /** Written first. */
  readonly note?: NoteDraft;
  /** What happened, for the card: `Won`. The name of the person is added. */
  readonly news: string;
}

export async function write(context: Here, { about, changes, expected, note, news }: Write): Promise<Reply> {
  const { opportunities } = context.services;
  const { id, seen = {}, agreed = [] } = about;
  const fresh = await opportunities.change(id, changes, context.me, {
    expected: expected ?? seen,
    agreed,
    ...(note === undefined ? {} : { note }),
  });
  context.log.info({ opportunity: id, fields: Object.keys(changes) }, 'written');
  return changedCard(context, fresh, `${news} by ${context.me.name}`);
}

/** A chosen picklist value as Autotask wants it; an untouched field is left out. */
export const chosen = (raw: RawValues, field: string): Changes => {
  const value = raw[field]?.trim() ?? '';
  return value === '' ? {} : { [field]: Number(value) };
};
/** Typed text; an empty field is left out. */
export const typed = (raw: RawValues, field: string): Changes => {
  const value = raw[field]?.trim() ?? '';
  return value === '' ? {} : { [field]: value };
};
