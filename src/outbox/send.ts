/** Sends an entry of the outbox to Autotask. */
import { Conflict } from '../core/errors';
import type { OpportunityClient } from '../opportunity/client';
import type { Entry, Outbox, Wish } from '../opportunity/outbox';
import type { Opportunity } from '../opportunity/opportunity';
import type { Carried, CarryingParts } from './carry';
import { assertTurn, followed } from './order';
import { valuesFor } from './values';

/** What is written now: the entry, with what was stored before it. */
export interface Sent {
  readonly entry: Entry;
  readonly opportunity: Opportunity | undefined;
}

/** Stores what became of the attempt. */
type Conclude = (attempt: () => Promise<Sent>) => Promise<Carried>;

export async function send(parts: CarryingParts, entry: Entry, conclude: Conclude): Promise<Carried> {
  const { opportunities } = parts;
  const { wish, author } = entry;
  switch (wish.kind) {
    case 'change':
      return sendInTurn(parts, { entry, wish }, conclude);
    case 'note':
      return conclude(async () => {
        const { opportunity: id, note } = wish;
        await opportunities.note(id, { ...note, written: new Date(note.written) }, author);
        // It is written: failing to look at it again changes nothing about that.
        return { entry, opportunity: await opportunities.get(id).catch(() => undefined) };
      });
    case 'create': {
      const isFirst = entry.attempts === 1 || entry.attempts === wish.anew;
      const unsure = isFirst ? {} : { unsureSince: entry.asked };
      return conclude(async () => ({ entry, opportunity: await opportunities.create(wish.draft, author, unsure) }));
    }
  }
}

/** What became of it is stored before the next one's turn: that one sees it, and the record tells them in their order. */
async function sendInTurn(parts: CarryingParts, wanted: WantedChange, conclude: Conclude): Promise<Carried> {
  const { opportunities, outbox, clock } = parts;
  const { entry, wish } = wanted;
  try {
    return await opportunities.inTurn(wish.opportunity, (change) =>
      conclude(async () => {
        await assertTurn(outbox, entry, clock());
        return sendFollowing({ outbox, change }, wanted);
      }),
    );
  } catch (error) {
    return conclude(() => {
      throw error;
    });
  }
}

interface Changer {
  readonly outbox: Outbox;
  readonly change: OpportunityClient['change'];
}
interface WantedChange {
  readonly entry: Entry;
  readonly wish: Extract<Wish, { kind: 'change' }>;
}
/** What the person wrote there themselves, in the order in which they asked, is nothing to ask them about. */
async function sendFollowing(changer: Changer, wanted: WantedChange): Promise<Sent> {
  try {
    return await sendChange(changer, wanted);
  } catch (error) {
    const own = error instanceof Conflict ? await followed(changer.outbox, wanted.entry, error) : undefined;
    if (own === undefined) throw error;
    const { entry, wish } = wanted;
    return sendChange(changer, { entry, wish: { ...wish, expected: { ...wish.expected, ...own } } });
  }
}

async function sendChange({ outbox, change }: Changer, { entry, wish }: WantedChange): Promise<Sent> {
  const { opportunity: id, changes, expected, agreed, note } = wish;
  // After a kill in between, what was stored before is known from the attempt before.
  let { before } = entry;
  const fresh = await change(id, changes, entry.author, {
    expected,
    resumed: before !== undefined,
    ...(agreed === undefined ? {} : { agreed }),
    ...(note === undefined ? {} : { note: { ...note, written: new Date(note.written) } }),
    async announce(stored, sent) {
      if (before !== undefined && Object.keys(sent).length === 0) return;
      before = valuesFor(stored, sent);
      await outbox.note(entry.id, before);
    },
  });
  return { entry: { ...entry, before }, opportunity: fresh };
}
