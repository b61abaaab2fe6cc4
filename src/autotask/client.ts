/** The validated client of Autotask: the implementation of what features may ask. */
import { Unavailable } from '../core/errors';
import type { Check } from '../core/finding';
import type { Asking, Copied, OpportunityClient } from '../opportunity/client';
import type { Author } from '../opportunity/changes';
import type { Access } from '../opportunity/rules/access';
import type { Usage } from './allowance';
import { unlessStopped, within, type Call } from './call';
import { changeOne } from './changing';
import { checksOf } from './checkup';
import { companiesLike, contactsLike, nameOf, productsLike, resourcesLike } from './choices';
import { copiesOfOpportunity, createOne } from './creating';
import { createEngine, type Engine } from './engine';
import { findPage } from './finding';
import { judgeChanges } from './judging';
import { copiesOfNote, writeNote } from './notes';
import type { AutotaskOptions } from './options';
import { pickedOf, picklistsOf } from './picklists';
import { attachmentsOf, changeQuote, quotesOf, salesOrdersOf } from './quotes';
import { companiesIn, countMatching, named, namesOf, readEverything, readOne, visitEach } from './reading';
import { linkTo } from './wire';

export type { AutotaskOptions } from './options';

/** Beside what features may ask: what those who run the bot want to know. */
export interface AutotaskClient extends OpportunityClient {
  /** Reads fields, action types, rights, resources and what is left of the hour before anybody waits for them. Failures are logged, not thrown. */
  warmUp(): Promise<void>;
  /** What the API user may do with opportunities. */
  access(): Promise<Access>;
  /** Requests of the running hour, by all integrations of the tenant together. */
  usage(): Promise<Usage>;
  /** What the doctor looks at. */
  readonly checks: readonly Check[];
}

/** Nothing is asked before the first call. */
export function createOpportunityClient(options: AutotaskOptions): AutotaskClient {
  const engine = createEngine(options);
  tellUnset(options);
  const { read, write, call } = callsOf(engine);
  return {
    get: (id, asking) => read((now) => readOne(engine, id, now), asking),
    find: (filter, page) => read((now) => findPage(engine, filter, page, now), page),
    all: (filter, asking) => read((now) => readEverything(engine, filter, now), asking),
    named: (opportunities) => named(engine, opportunities),
    ...longReadingsOf(engine),
    count: (filter, asking) => read((now) => countMatching(engine, filter, now), asking),
    judge: (opportunity, changes) => read((now) => judgeChanges(engine, opportunity, changes, now)),
    change: (id, changes, author, changing = {}) =>
      write(id, (now) => changeOne(engine, { ...changing, id, changes, author }, now), changing),
    inTurn: (id, work, asking) => write(id, (now) => work(changeWithin(engine, now)), asking),
    create: (draft, author, creating = {}) =>
      call((now) => createOne(engine, { ...creating, draft, author }, now), creating),
    note: (id, note, author, noting = {}) =>
      write(
        id,
        async (now) => {
          const { fields } = await readOne(engine, id, now);
          await writeNote(engine, { about: fields, note, author, noting }, now);
        },
        noting,
      ),
    copiesOf: (copied, author) => read((now) => copiesOf(engine, { copied, author }, now)),
    ...listsOf(engine, options),
    ...recognising(engine),
    companies: (typed, asking) => read((now) => companiesLike(engine, typed, now), asking),
    contacts: (company, typed, asking) => read((now) => contactsLike(engine, { company, typed }, now), asking),
    resources: (typed) => resourcesLike(engine, typed),
    products: (typed, asking) => read((now) => productsLike(engine, typed, now), asking),
    quotes: (opportunity, asking) => read((now) => quotesOf(engine, opportunity, now), asking),
    changeQuote: (id, changes, author) => call((now) => changeQuote(engine, { id, changes, author }, now)),
    salesOrders: (opportunity, asking) => read((now) => salesOrdersOf(engine, opportunity, now), asking),
    attachments: (opportunity, asking) => read((now) => attachmentsOf(engine, opportunity, now), asking),
    url: (id) => {
      const web = engine.zone.web();
      if (web === undefined) throw new Unavailable('I have not reached Autotask yet.');
      return linkTo(web, id);
    },
    warmUp: () => engine.warmUp(),
    access: () => engine.metadata.access(),
    usage: () => engine.allowance.usage(),
    checks: checksOf({ engine, options }),
  };
}

/** A note without its moment cannot be told from the next. */
function copiesOf(engine: Engine, { copied, author }: { copied: Copied; author: Author }, call: Call) {
  if ('draft' in copied) return copiesOfOpportunity(engine, { ...copied, author }, call);
  const { written } = copied.note;
  if (written === undefined) return Promise.resolve([]);
  return copiesOfNote(engine, { ...copied, note: { ...copied.note, written }, author }, call);
}

type Lists = Pick<OpportunityClient, 'picklists' | 'companyCategories' | 'userDefinedFields'>;
const listsOf = ({ metadata }: Engine, options: AutotaskOptions): Lists => ({
  picklists: async () => {
    const [tenant, notes] = await Promise.all([metadata.tenant(), metadata.noteFields()]);
    return picklistsOf(tenant, notes, options);
  },
  companyCategories: async () => pickedOf((await metadata.companyFields()).get('companyCategoryID')),
  userDefinedFields: () => metadata.userDefinedFields(),
});

const recognising = ({ resources }: Engine): Pick<OpportunityClient, 'resourcesByEmail' | 'activeResource'> => ({
  resourcesByEmail: (email) => resources.byEmail(email),
  activeResource: (id) => resources.active(id),
});

/** For whoever has the turn of the opportunity already. */
const changeWithin =
  (engine: Engine, call: Call): OpportunityClient['change'] =>
  (id, changes, author, changing = {}) =>
    changeOne(engine, { ...changing, id, changes, author }, call);

/** How a feature's call is carried out: within its time, and ended when the person gives up. */
function callsOf({ limits, inTurn }: Engine) {
  const call = <T>(work: (call: Call) => Promise<T>, asking?: Asking): Promise<T> =>
    within(limits.call, asking?.signal, work);
  return {
    call,
    /** Given up at any point; a write has to tell what became of it. */
    read: <T>(work: (call: Call) => Promise<T>, asking?: Asking): Promise<T> =>
      call((now) => unlessStopped(now.signal, work(now)), asking),
    write: <T>(id: number, work: (call: Call) => Promise<T>, asking?: Asking): Promise<T> =>
      call((now) => inTurn(id, now.signal, () => work(now)), asking),
  };
}

/** What a digest needs: it may take as long as a reading of everything takes. */
function longReadingsOf(engine: Engine): Pick<OpportunityClient, 'each' | 'nameOf' | 'namesOf' | 'companiesIn'> {
  const long = <T>(work: (call: Call) => Promise<T>, asking?: Asking): Promise<T> =>
    within(engine.limits.reading, asking?.signal, (now) => unlessStopped(now.signal, work(now)));
  return {
    each: (filter, visit, asking) => long((now) => visitEach(engine, { filter, visit }, now), asking),
    nameOf: (kind, id) => nameOf(engine, kind, id),
    namesOf: (kind, ids) => namesOf(engine, kind, ids),
    companiesIn: (categories, asking) => long((now) => companiesIn(engine, categories, now), asking),
  };
}

/** The person reads it in the form, too; here it is the administrator who may have forgotten. */
function tellUnset({ stageWon, stageLost, log }: AutotaskOptions): void {
  for (const [setting, stage] of Object.entries({ STAGE_WON: stageWon, STAGE_LOST: stageLost })) {
    if ((stage ?? '').trim() !== '') continue;
    log.info({ setting }, 'not set: closing an opportunity leaves its stage as it is');
  }
}
