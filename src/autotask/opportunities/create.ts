/** Creates an opportunity: validated, sent once, looked for when the answer got lost, read back. */
import { Unavailable, OutcomeUnknown } from '../../core/errors';
import type { CreateOptions } from '../../opportunity/client';
import type { Author, Changes } from '../../opportunity/changes';
import { isSameValue } from '../../opportunity/validate';
import type { Opportunity } from '../../opportunity/opportunity';
import { dataOf } from '../http/api';
import type { Call } from '../http/call';
import type { ClientContext } from '../client-context';
import { assertApiAccess, assertNoViolations, validateChanges } from './write-checks';
import { assertSafeToResend, readAfterWrite, confirmWrite } from './confirm-write';
import { loadRecords } from '../query/pages';
import { buildQuery, where, type EntityRecords } from '../query/query';
import { fetchOpportunity } from './read';
import type { components } from '../schema';

interface CreateRequest extends CreateOptions {
  readonly draft: Changes;
  readonly author: Author;
}

/** Autotask's clock and ours differ by so much at most. */
const clockTolerance = 2 * 60_000;

export async function createOpportunity(
  context: ClientContext,
  request: CreateRequest,
  call: Call,
): Promise<Opportunity> {
  const { draft, author, possiblySentSince, sentAt, beforeWrite } = request;
  const readings = [
    validateChanges(context, undefined, draft, call),
    assertApiAccess(context, 'create', call),
  ] as const;
  const [validation] = await Promise.all(readings);
  assertNoViolations(validation);
  const body = validation.send as components['schemas']['OpportunityCreate'];
  const start = context.clock();
  const lastAttempt = { inName: false };
  const lookup = { body, author, creation: request };
  const earlierId =
    possiblySentSince === undefined
      ? undefined
      : await findEarlierCreation(context, { ...lookup, since: possiblySentSince }, call);
  if (earlierId === undefined) {
    assertSafeToResend(context, sentAt);
    await beforeWrite?.();
  }
  const id =
    earlierId ??
    (await confirmWrite(
      context,
      async () => claimForDraft(request, await postOpportunity(context, { body, author, lastAttempt }, call)),
      (freshCall) => findEarlierCreation(context, { ...lookup, since: start }, freshCall),
    ));
  const opportunity = await readAfterWrite(() => fetchOpportunity(context, id, call));
  if (lastAttempt.inName) await context.onBehalf.recordResult('Opportunities', showsAuthor(opportunity, author));
  return opportunity;
}

/** Whoever looked for a like one in the same moment may have taken it for theirs: then this draft's is still to come. */
async function claimForDraft({ claim }: CreateOptions, id: number): Promise<number> {
  if ((await claim?.(id)) ?? true) return id;
  throw new Unavailable('I cannot tell yet which of two like opportunities is this one.', { mayHaveSucceeded: true });
}

const showsAuthor = ({ fields }: Opportunity, author: Author): boolean =>
  fields.creatorResourceID === author.id || fields.impersonatorCreatorResourceID !== null;

type CreateBody = components['schemas']['OpportunityCreate'];

interface PostRequest {
  readonly body: CreateBody;
  readonly author: Author;
  /** Whether the last attempt carried the person's name. */
  readonly lastAttempt: { inName: boolean };
}

async function postOpportunity(
  context: ClientContext,
  { body, author, lastAttempt }: PostRequest,
  call: Call,
): Promise<number> {
  const { itemId } = await context.onBehalf(author, 'Opportunities', ({ headers, signsText }) => {
    lastAttempt.inName = !signsText;
    return dataOf(context.api(call).POST('/V1.0/Opportunities', { params: { header: headers }, body }));
  });
  return itemId;
}

interface DraftIdentity {
  readonly body: Pick<CreateBody, 'companyID' | 'title' | 'ownerResourceID' | 'projectedCloseDate' | 'stage'>;
  readonly author: Author;
  readonly since: Date;
}

/**
 * Autotask has no key against repetition: the same title, company, owner, stage and close date since then must be ours,
 * and the same creator where new opportunities are known to show the person; unless it is another draft's. Throws
 * `OutcomeUnknown` for one that is like it but not the same, and for several.
 */
async function findEarlierCreation(
  context: ClientContext,
  { creation, ...identity }: DraftIdentity & { readonly creation: CreateOptions },
  call: Call,
): Promise<number | undefined> {
  const { items, isOurs } = await findCandidates(context, identity, call);
  const claimedIds = (await creation.claimedByOthers?.(items.map(({ id }) => id))) ?? new Set();
  const unclaimed = items.filter(({ id }) => !claimedIds.has(id));
  const ours = unclaimed.filter(isOurs);
  const [first] = ours;
  if (unclaimed.length === 0) return undefined;
  if (first !== undefined && ours.length === 1) return claimForDraft(creation, first.id);
  const numbers = unclaimed.map(({ id }) => `#${String(id)}`).join(', ');
  throw new OutcomeUnknown(`I cannot tell whether it was created: ${numbers} has the same title and company.`, {
    hint: 'Look at it. If it is yours, drop this one; otherwise send it again.',
  });
}

/** All that were created since then and are this draft's, or another's that is the same in all. */
export async function findOpportunityCopies(
  context: ClientContext,
  { draft, author, since }: { draft: Changes; author: Author; since: Date },
  call: Call,
): Promise<readonly number[]> {
  const { items, isOurs } = await findCandidates(
    context,
    { body: draft as DraftIdentity['body'], author, since },
    call,
  );
  return items.filter(isOurs).map(({ id }) => id);
}

const comparedFields = ['title', 'ownerResourceID', 'projectedCloseDate', 'stage'] as const;
type CandidateRecord = Pick<
  EntityRecords['Opportunities'],
  'id' | 'creatorResourceID' | (typeof comparedFields)[number]
>;
/** Of the same title and company, within days at most. */
const maxCandidates = 5000;

async function findCandidates({ api, onBehalf }: ClientContext, { body, author, since }: DraftIdentity, call: Call) {
  const { companyID, title } = body;
  const opportunity = where<'Opportunities'>();
  const conditions = [
    opportunity.eq('companyID', companyID ?? 0),
    opportunity.eq('title', title ?? ''),
    opportunity.gte('createDate', new Date(since.getTime() - clockTolerance).toISOString()),
  ];
  const query = buildQuery('Opportunities', conditions, { fields: [...comparedFields, 'creatorResourceID'] });
  const [{ items }, showsPerson] = await Promise.all([
    loadRecords(api(call), 'Opportunities', query, maxCandidates),
    onBehalf.isVerified('Opportunities'),
  ]);
  const isOurs = (item: CandidateRecord): boolean =>
    comparedFields.every((field) => isSameValue(field, item[field], body[field])) &&
    (!showsPerson || item.creatorResourceID === author.id);
  return { items, isOurs };
}
