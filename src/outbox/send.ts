/** Sends an entry of the outbox to Autotask. */
import { Conflict } from '../core/errors';
import type { OpportunityClient } from '../opportunity/client';
import type { Changes } from '../opportunity/changes';
import type { Outbox, Wish } from '../opportunity/outbox';
import type { Opportunity } from '../opportunity/opportunity';
import type { Attempt } from './attempt';
import type { Carried, CarryingParts } from './carry';
import { assertTurn, followed } from './order';
import { valuesFor } from './values';

/** What is written now. */
export interface Sent {
  readonly opportunity: Opportunity | undefined;
  /** Of a change: no field of it had to be sent, everything is stored so already. */
  readonly isThere?: boolean;
}

/** Stores what became of the attempt. */
type Conclude = (attempt: () => Promise<Sent>) => Promise<Carried>;

export async function send(parts: CarryingParts, attempt: Attempt, conclude: Conclude): Promise<Carried> {
  const { opportunities } = parts;
  const { wish, author, sent: sentAt } = attempt.taken;
  switch (wish.kind) {
    case 'change':
      return sendInTurn(parts, { attempt, wish }, conclude);
    case 'note':
      return conclude(async () => {
        const { opportunity: id, note } = wish;
        const noting = { announce: () => attempt.go(), ...(sentAt === undefined ? {} : { sentAt }) };
        await opportunities.note(id, { ...note, written: new Date(note.written) }, author, noting);
        // It is written: failing to look at it again changes nothing about that.
        return { opportunity: await opportunities.get(id).catch(() => undefined) };
      });
    case 'create':
      return conclude(async () => ({ opportunity: await create(parts, attempt, wish.draft) }));
  }
}

async function create(
  { opportunities, outbox }: CarryingParts,
  attempt: Attempt,
  draft: Changes,
): Promise<Opportunity> {
  const { taken } = attempt;
  // Created by an earlier attempt, and not read back.
  if (taken.opportunity !== undefined) return opportunities.get(taken.opportunity);
  return opportunities.create(draft, taken.author, {
    announce: () => attempt.go(),
    own: (id) => outbox.own(taken, id),
    othersOf: (ids) => outbox.othersOf(taken, ids),
    ...(taken.sent === undefined ? {} : { unsureSince: taken.asked, sentAt: taken.sent }),
  });
}

/** What became of it is stored before the next one's turn: that one sees it, and the record tells them in their order. */
async function sendInTurn(parts: CarryingParts, wanted: WantedChange, conclude: Conclude): Promise<Carried> {
  const { opportunities, outbox, clock } = parts;
  const { attempt, wish } = wanted;
  try {
    return await opportunities.inTurn(wish.opportunity, (change) =>
      conclude(async () => {
        await assertTurn(outbox, attempt.taken, clock());
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
  readonly attempt: Attempt;
  readonly wish: Extract<Wish, { kind: 'change' }>;
}
/** What the person wrote there themselves, in the order in which they asked, is nothing to ask them about. */
async function sendFollowing(changer: Changer, wanted: WantedChange): Promise<Sent> {
  try {
    return await sendChange(changer, wanted);
  } catch (error) {
    const { attempt, wish } = wanted;
    const own = error instanceof Conflict ? await followed(changer.outbox, attempt.taken, error) : undefined;
    if (own === undefined) throw error;
    return sendChange(changer, { attempt, wish: { ...wish, expected: { ...wish.expected, ...own } } });
  }
}

async function sendChange({ change }: Changer, { attempt, wish }: WantedChange): Promise<Sent> {
  const { opportunity: id, changes, expected, agreed, note } = wish;
  const { author, sent: sentAt } = attempt.taken;
  let isThere = Object.keys(attempt.entry.before ?? {}).length === 0;
  const fresh = await change(id, changes, author, {
    expected,
    // After a kill in between, what was stored before is known from the attempt before.
    resumed: attempt.entry.before !== undefined,
    ...(agreed === undefined ? {} : { agreed }),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(note === undefined ? {} : { note: { ...note, written: new Date(note.written) } }),
    async announce(stored, sent) {
      isThere &&= Object.keys(sent).length === 0;
      const { before } = attempt.entry;
      const isKnown = before !== undefined && Object.keys(sent).length === 0;
      await attempt.go(isKnown ? before : valuesFor(stored, sent));
    },
  });
  return { opportunity: fresh, isThere };
}
