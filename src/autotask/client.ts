/** The validated client of Autotask: the implementation of what features may ask. */
import { Unavailable } from '../core/errors';
import type { HealthCheck } from '../core/health-check';
import type { CallOptions, DuplicateSearch, OpportunityClient } from '../opportunity/client';
import type { Author } from '../opportunity/changes';
import type { Access } from '../opportunity/tenant';
import type { RequestUsage } from './http/threshold';
import { untilAborted, withCallDeadline, type Call } from './http/call';
import { updateOpportunity } from './opportunities/update';
import { autotaskChecks } from './doctor-checks';
import { searchCompanies, searchContacts, loadName, searchProducts, searchResources } from './beside/choices';
import { findOpportunityCopies, createOpportunity } from './opportunities/create';
import { createClientContext, type ClientContext } from './client-context';
import { findPage } from './opportunities/list';
import { validateChanges } from './opportunities/write-checks';
import { findNoteCopies, createNote } from './beside/notes';
import type { AutotaskOptions } from './options';
import { parsePicklist, buildPicklists } from './cache/picklists';
import { loadAttachments, updateQuote, loadQuotes, loadSalesOrders } from './beside/quotes';
import {
  companiesInCategories,
  countMatching,
  withNames,
  loadNames,
  loadResultSet,
  fetchOpportunity,
  visitMatching,
} from './opportunities/read';
import { opportunityUrl } from './opportunities/mapping';

export type { AutotaskOptions } from './options';

/** Beside what features may ask: what those who run the bot want to know. */
export interface AutotaskClient extends OpportunityClient {
  /** Reads fields, action types, rights, resources and what is left of the hour before anybody waits for them. Failures are logged, not thrown. */
  warmUp(): Promise<void>;
  /** What the API user may do with opportunities. */
  access(): Promise<Access>;
  /** Requests of the running hour, by all integrations of the tenant together. */
  usage(): Promise<RequestUsage>;
  /** What the doctor looks at. */
  readonly checks: readonly HealthCheck[];
}

/** Nothing is asked before the first call. */
export function createOpportunityClient(options: AutotaskOptions): AutotaskClient {
  const context = createClientContext(options);
  logUnsetStages(options);
  const runners = createCallRunners(context);
  const { read } = runners;
  return {
    get: (id, callOptions) => read((thisCall) => fetchOpportunity(context, id, thisCall), callOptions),
    find: (filter, page) => read((thisCall) => findPage(context, filter, page, thisCall), page),
    all: (filter, callOptions) => read((thisCall) => loadResultSet(context, filter, thisCall), callOptions),
    withNames: (opportunities) => withNames(context, opportunities),
    count: (filter, callOptions) => read((thisCall) => countMatching(context, filter, thisCall), callOptions),
    validate: (opportunity, changes) => read((thisCall) => validateChanges(context, opportunity, changes, thisCall)),
    findDuplicates: (original, author) => read((thisCall) => findCopies(context, { original, author }, thisCall)),
    ...createWrites(context, runners),
    ...createLongReaders(context),
    ...createListReaders(context, options),
    ...createLookups(context, runners),
    ...createRelatedReaders(context, runners),
    url: (id) => {
      const web = context.zone.webRoot();
      if (web === undefined) throw new Unavailable('I have not reached Autotask yet.');
      return opportunityUrl(web, id);
    },
    warmUp: () => context.warmUp(),
    access: () => context.metadata.access(),
    usage: () => context.requestThreshold.usage(),
    checks: autotaskChecks({ context, options }),
  };
}

type CallRunners = ReturnType<typeof createCallRunners>;

const createWrites = (
  context: ClientContext,
  { write, call }: CallRunners,
): Pick<OpportunityClient, 'update' | 'withLock' | 'create' | 'note' | 'updateQuote'> => ({
  update: (id, changes, author, updateOptions = {}) =>
    write(
      id,
      (thisCall) => updateOpportunity(context, { ...updateOptions, id, changes, author }, thisCall),
      updateOptions,
    ),
  withLock: (id, work, callOptions) =>
    write(id, (thisCall) => work(createLockedUpdate(context, thisCall)), callOptions),
  create: (draft, author, createOptions = {}) =>
    call((thisCall) => createOpportunity(context, { ...createOptions, draft, author }, thisCall), createOptions),
  note: (id, note, author, noteOptions = {}) =>
    write(
      id,
      async (thisCall) => {
        const { fields } = await fetchOpportunity(context, id, thisCall);
        await createNote(context, { opportunity: fields, note, author, options: noteOptions }, thisCall);
      },
      noteOptions,
    ),
  updateQuote: (id, changes, author) => call((thisCall) => updateQuote(context, { id, changes, author }, thisCall)),
});

const createRelatedReaders = (
  context: ClientContext,
  { read }: CallRunners,
): Pick<OpportunityClient, 'quotes' | 'salesOrders' | 'attachments'> => ({
  quotes: (id, callOptions) => read((thisCall) => loadQuotes(context, id, thisCall), callOptions),
  salesOrders: (id, callOptions) => read((thisCall) => loadSalesOrders(context, id, thisCall), callOptions),
  attachments: (id, callOptions) => read((thisCall) => loadAttachments(context, id, thisCall), callOptions),
});

/** A note without its moment cannot be told from the next. */
function findCopies(
  context: ClientContext,
  { original, author }: { original: DuplicateSearch; author: Author },
  call: Call,
) {
  if ('draft' in original) return findOpportunityCopies(context, { ...original, author }, call);
  const { written } = original.note;
  if (written === undefined) return Promise.resolve([]);
  return findNoteCopies(context, { ...original, note: { ...original.note, written }, author }, call);
}

type TenantLists = Pick<OpportunityClient, 'picklists' | 'companyCategories' | 'userDefinedFields'>;
const createListReaders = ({ metadata }: ClientContext, options: AutotaskOptions): TenantLists => ({
  picklists: async () => {
    const [tenant, notes] = await Promise.all([metadata.loadTenant(), metadata.noteFields()]);
    return buildPicklists(tenant, notes, options);
  },
  companyCategories: async () => parsePicklist((await metadata.companyFields()).get('companyCategoryID')),
  userDefinedFields: () => metadata.userDefinedFields(),
});

type LookupName = 'companies' | 'contacts' | 'resources' | 'products' | 'resourcesByEmail' | 'activeResource';
const createLookups = (context: ClientContext, { read }: CallRunners): Pick<OpportunityClient, LookupName> => ({
  companies: (input, callOptions) => read((thisCall) => searchCompanies(context, input, thisCall), callOptions),
  contacts: (company, input, callOptions) =>
    read((thisCall) => searchContacts(context, { company, input }, thisCall), callOptions),
  resources: (input) => searchResources(context, input),
  products: (input, callOptions) => read((thisCall) => searchProducts(context, input, thisCall), callOptions),
  resourcesByEmail: (email) => context.resources.findByEmail(email),
  activeResource: (id) => context.resources.findActive(id),
});

/** For whoever has the lock of the opportunity already. */
const createLockedUpdate =
  (context: ClientContext, call: Call): OpportunityClient['update'] =>
  (id, changes, author, updateOptions = {}) =>
    updateOpportunity(context, { ...updateOptions, id, changes, author }, call);

/** How a feature's call is carried out: within its time, and ended when the person gives up. */
function createCallRunners({ limits, withLock }: ClientContext) {
  const call = <T>(work: (call: Call) => Promise<T>, callOptions?: CallOptions): Promise<T> =>
    withCallDeadline(limits.call, callOptions?.signal, work);
  return {
    call,
    /** Given up at any point; a write has to tell what became of it. */
    read: <T>(work: (call: Call) => Promise<T>, callOptions?: CallOptions): Promise<T> =>
      call((thisCall) => untilAborted(thisCall.signal, work(thisCall)), callOptions),
    write: <T>(id: number, work: (call: Call) => Promise<T>, callOptions?: CallOptions): Promise<T> =>
      call((thisCall) => withLock(id, thisCall.signal, () => work(thisCall)), callOptions),
  };
}

/** What a digest needs: it may take as long as a reading of everything takes. */
function createLongReaders(
  context: ClientContext,
): Pick<OpportunityClient, 'each' | 'nameOf' | 'namesOf' | 'companiesIn'> {
  const readLong = <T>(work: (call: Call) => Promise<T>, callOptions?: CallOptions): Promise<T> =>
    withCallDeadline(context.limits.reading, callOptions?.signal, (thisCall) =>
      untilAborted(thisCall.signal, work(thisCall)),
    );
  return {
    each: (filter, visit, callOptions) =>
      readLong((thisCall) => visitMatching(context, { filter, visit }, thisCall), callOptions),
    nameOf: (kind, id) => loadName(context, kind, id),
    namesOf: (kind, ids) => loadNames(context, kind, ids),
    companiesIn: (categories, callOptions) =>
      readLong((thisCall) => companiesInCategories(context, categories, thisCall), callOptions),
  };
}

/** The person reads it in the form, too; here it is the administrator who may have forgotten. */
function logUnsetStages({ stageWon, stageLost, log }: AutotaskOptions): void {
  for (const [setting, stage] of Object.entries({ STAGE_WON: stageWon, STAGE_LOST: stageLost })) {
    if ((stage ?? '').trim() !== '') continue;
    log.info({ setting }, 'not set: closing an opportunity leaves its stage as it is');
  }
}
