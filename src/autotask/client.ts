/** The validated client of Autotask: the implementation of what features may ask. */
import { Unavailable } from '../core/errors';
import type { OpportunityClient } from '../opportunity/client';
import { within, type Call } from './call';
import { createEngine } from './engine';
import type { AutotaskOptions } from './options';
import { picklistsOf } from './picklists';
import { countMatching, findPage, named, readEverything, readOne } from './reading';
import { linkTo } from './wire';
import { changeOne, tenantOf, writeNote } from './writing';

export type { AutotaskOptions } from './options';

/** Nothing is asked before the first call. */
export function createOpportunityClient(options: AutotaskOptions): OpportunityClient {
  const engine = createEngine(options);
  const call = <T>(work: (call: Call) => Promise<T>): Promise<T> => within(engine.limits.call, undefined, work);
  return {
    get: (id) => call((within) => readOne(engine, id, within)),
    find: (filter, page) => call((within) => findPage(engine, filter, page, within)),
    all: (filter) => call((within) => readEverything(engine, filter, within)),
    named: (opportunities) => named(engine, opportunities),
    count: (filter) => call((within) => countMatching(engine, filter, within)),
    change: (id, changes, author, expected = {}) =>
      engine.inTurn(id, () => call((within) => changeOne(engine, { id, changes, author, expected }, within))),
    note: (id, note, author) =>
      engine.inTurn(id, () => call((within) => writeNote(engine, { id, note, author }, within))),
    picklists: async () => {
      const [tenant, noteFields] = await Promise.all([tenantOf(engine), engine.metadata.noteFields()]);
      return picklistsOf(tenant, noteFields, options);
    },
    resourcesByEmail: (email) => engine.resources.byEmail(email),
    url: (id) => {
      const web = engine.zone.web();
      if (web === undefined) throw new Unavailable('I have not reached Autotask yet.');
      return linkTo(web, id);
    },
  };
}
