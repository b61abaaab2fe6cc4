/** Creates an opportunity: judged, sent once, looked for when the answer got lost, read back. */
import { Unavailable, Unclear } from '../core/errors';
import type { Creating } from '../opportunity/client';
import type { Author, Changes } from '../opportunity/changes';
import { same } from '../opportunity/judge';
import type { Opportunity } from '../opportunity/opportunity';
import { dataOf } from './api';
import type { Call } from './call';
import type { Engine } from './engine';
import { assertAccess, assertPermitted, judgeChanges } from './judging';
import { readAll } from './pages';
import { queryOf, where } from './query';
import { type Records } from './entities';
import { readOne } from './reading';
import type { components } from './schema';
import { assertRepeatable, readBack, settled } from './settle';

interface Creation extends Creating {
  readonly draft: Changes;
  readonly author: Author;
}

/** Autotask's clock and ours differ by so much at most. */
const skew = 2 * 60_000;

export async function createOne(engine: Engine, creation: Creation, call: Call): Promise<Opportunity> {
  const { draft, author, unsureSince, sentAt, announce } = creation;
  const readings = [judgeChanges(engine, undefined, draft, call), assertAccess(engine, 'create', call)] as const;
  const [judged] = await Promise.all(readings);
  assertPermitted(judged);
  const body = judged.send as components['schemas']['OpportunityCreate'];
  const start = engine.clock();
  const sent = { inName: false };
  const wanted = { body, author, creation };
  const earlier = unsureSince === undefined ? undefined : await lookUp(engine, { ...wanted, since: unsureSince }, call);
  if (earlier === undefined) {
    assertRepeatable(engine, sentAt);
    await announce?.();
  }
  const id =
    earlier ??
    (await settled(
      engine,
      async () => owned(creation, await send(engine, { body, author, sent }, call)),
      (late) => lookUp(engine, { ...wanted, since: start }, late),
    ));
  const created = await readBack(() => readOne(engine, id, call));
  if (sent.inName) await engine.onBehalf.shown('Opportunities', shows(created, author));
  return created;
}

/** Whoever looked for a like one in the same moment may have taken it for theirs: then this draft's is still to come. */
async function owned({ own }: Creating, id: number): Promise<number> {
  if ((await own?.(id)) ?? true) return id;
  throw new Unavailable('I cannot tell yet which of two like opportunities is this one.', { maybeDone: true });
}

const shows = ({ fields }: Opportunity, author: Author): boolean =>
  fields.creatorResourceID === author.id || fields.impersonatorCreatorResourceID !== null;

type Body = components['schemas']['OpportunityCreate'];

interface Sending {
  readonly body: Body;
  readonly author: Author;
  /** Whether the last attempt carried the person's name. */
  readonly sent: { inName: boolean };
}

async function send(engine: Engine, { body, author, sent }: Sending, call: Call): Promise<number> {
  const { itemId } = await engine.onBehalf(author, 'Opportunities', ({ headers, named }) => {
    sent.inName = !named;
    return dataOf(engine.api(call).POST('/V1.0/Opportunities', { params: { header: headers }, body }));
  });
  return itemId;
}

interface Sought {
  readonly body: Pick<Body, 'companyID' | 'title' | 'ownerResourceID' | 'projectedCloseDate' | 'stage'>;
  readonly author: Author;
  readonly since: Date;
}

/**
 * Autotask has no key against repetition: the same title, company, owner, stage and close date since then must be ours,
 * and the same creator where new opportunities are known to show the person; unless it is another draft's. Throws
 * `Unclear` for one that is like it but not the same, and for several.
 */
async function lookUp(
  engine: Engine,
  { creation, ...sought }: Sought & { readonly creation: Creating },
  call: Call,
): Promise<number | undefined> {
  const { items, isOurs } = await alike(engine, sought, call);
  const others = (await creation.othersOf?.(items.map(({ id }) => id))) ?? new Set();
  const free = items.filter(({ id }) => !others.has(id));
  const ours = free.filter(isOurs);
  const [first] = ours;
  if (free.length === 0) return undefined;
  if (first !== undefined && ours.length === 1) return owned(creation, first.id);
  const numbers = free.map(({ id }) => `#${String(id)}`).join(', ');
  throw new Unclear(`I cannot tell whether it was created: ${numbers} has the same title and company.`, {
    next: 'Look at it. If it is yours, drop this one; otherwise send it again.',
  });
}

/** All that were created since then and are this draft's, or another's that is the same in all. */
export async function copiesOfOpportunity(
  engine: Engine,
  { draft, author, since }: { draft: Changes; author: Author; since: Date },
  call: Call,
): Promise<readonly number[]> {
  const { items, isOurs } = await alike(engine, { body: draft as Sought['body'], author, since }, call);
  return items.filter(isOurs).map(({ id }) => id);
}

const compared = ['title', 'ownerResourceID', 'projectedCloseDate', 'stage'] as const;
type Found = Pick<Records['Opportunities'], 'id' | 'creatorResourceID' | (typeof compared)[number]>;
/** Of the same title and company, within days at most. */
const mostAlike = 5000;

async function alike({ api, onBehalf }: Engine, { body, author, since }: Sought, call: Call) {
  const { companyID, title } = body;
  const opportunity = where<'Opportunities'>();
  const conditions = [
    opportunity.is('companyID', companyID ?? 0),
    opportunity.is('title', title ?? ''),
    opportunity.atLeast('createDate', new Date(since.getTime() - skew).toISOString()),
  ];
  const query = queryOf('Opportunities', conditions, { fields: [...compared, 'creatorResourceID'] });
  const [{ items }, showsPerson] = await Promise.all([
    readAll(api(call), 'Opportunities', query, mostAlike),
    onBehalf.isVerified('Opportunities'),
  ]);
  const isOurs = (item: Found): boolean =>
    compared.every((field) => same(field, item[field], body[field])) &&
    (!showsPerson || item.creatorResourceID === author.id);
  return { items, isOurs };
}
