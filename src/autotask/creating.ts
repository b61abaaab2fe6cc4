/** Creates an opportunity: judged, sent once, looked for when the answer got lost, read back. */
import { Unclear } from '../core/errors';
import type { Author, Changes, Creating } from '../opportunity/client';
import { same } from '../opportunity/judge';
import type { Opportunity } from '../opportunity/opportunity';
import { dataOf } from './api';
import type { Call } from './call';
import type { Engine } from './engine';
import { assertAccess, assertPermitted, judgeChanges } from './judging';
import { readPage } from './pages';
import { queryOf, where } from './query';
import { readOne } from './reading';
import type { components } from './schema';
import { readBack, settled } from './settle';

interface Creation extends Creating {
  readonly draft: Changes;
  readonly author: Author;
}

/** Autotask's clock and ours differ by so much at most. */
const skew = 2 * 60_000;

export async function createOne(engine: Engine, creation: Creation, call: Call): Promise<Opportunity> {
  const { draft, author, unsureSince } = creation;
  const readings = [judgeChanges(engine, undefined, draft, call), assertAccess(engine, 'create', call)] as const;
  const [judged] = await Promise.all(readings);
  assertPermitted(judged);
  const body = judged.send as components['schemas']['OpportunityCreate'];
  const start = engine.clock();
  const sent = { inName: false };
  const earlier =
    unsureSince === undefined ? undefined : await lookUp(engine, { body, author, since: unsureSince }, call);
  const id =
    earlier ??
    (await settled(
      engine,
      () => send(engine, { body, author, sent }, call),
      (late) => lookUp(engine, { body, author, since: start }, late),
    ));
  const created = await readBack(() => readOne(engine, id, call));
  if (sent.inName) await engine.onBehalf.shown('Opportunities', shows(created, author));
  return created;
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

/**
 * Autotask has no key against repetition: the same title, company, owner, stage and close date since then must be ours,
 * and the same creator where new opportunities are known to show the person. Throws `Unclear` for one that is like it but
 * not the same, and for several.
 */
async function lookUp(
  { api, onBehalf }: Engine,
  { body, author, since }: { body: Body; author: Author; since: Date },
  call: Call,
): Promise<number | undefined> {
  const { companyID, title } = body;
  if (companyID === undefined || title === undefined) return undefined;
  const opportunity = where<'Opportunities'>();
  const conditions = [
    opportunity.is('companyID', companyID),
    opportunity.is('title', title),
    opportunity.atLeast('createDate', new Date(since.getTime() - skew).toISOString()),
  ];
  const fields = ['title', 'ownerResourceID', 'projectedCloseDate', 'stage'] as const;
  const query = queryOf('Opportunities', conditions, { fields: [...fields, 'creatorResourceID'] });
  const [{ items }, showsPerson] = await Promise.all([
    readPage(api(call), 'Opportunities', query),
    onBehalf.isVerified('Opportunities'),
  ]);
  const ours = items.filter(
    (item) =>
      fields.every((field) => same(field, item[field], body[field])) &&
      (!showsPerson || item.creatorResourceID === author.id),
  );
  if (ours.length === 1 || items.length === 0) return ours[0]?.id;
  const numbers = items.map(({ id }) => `#${String(id)}`).join(', ');
  throw new Unclear(`I cannot tell whether it was created: ${numbers} has the same title and company.`, {
    next: 'Look at it. If it is yours, drop this one; otherwise send it again.',
  });
}
