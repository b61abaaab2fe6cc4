/** Autotask takes three requests at a time for each entity: everybody else waits in order. */
import {
  createEntityLimiter,
  createOpportunityLock,
  entityOf,
  type KeyedLimiter,
} from '../../../../src/autotask/http/concurrency';
import { Unavailable } from '../../../../src/core/errors';
import { errorOf } from '../../../support/client';
import { createDeferred, type Deferred } from '../../../support/later';

const nobody = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Work that begins when it is let in and ends when the test says so. */
function workplace<K>(queue: KeyedLimiter<K>) {
  const begun: string[] = [];
  const ends = new Map<string, Deferred<undefined>>();
  const start = (key: K, name: string, signal = nobody): Promise<string> => {
    const end = createDeferred<undefined>();
    ends.set(name, end);
    return queue(key, signal, async () => {
      begun.push(name);
      await end.promise;
      return name;
    });
  };
  const end = (name: string) => {
    ends.get(name)?.resolve(undefined);
    return settled();
  };
  return { begun, start, end };
}

describe('A lane', () => {
  it('lets three in, and the others in the order in which they came', async () => {
    const { begun, start, end } = workplace(createEntityLimiter());
    const work = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => start('companies', name));
    await settled();
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'c', 'd', 'e']);
    for (const name of ['c', 'd', 'e', 'f']) await end(name);
    expect(await Promise.all(work)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('of one entity does not hold up another', async () => {
    const { begun, start, end } = workplace(createEntityLimiter());
    const names = ['a', 'b', 'c', 'waits'];
    const work = names.map((name) => start('companies', name));
    work.push(start('contacts', 'other'));
    await settled();
    expect(begun).toEqual(['a', 'b', 'c', 'other']);
    for (const name of [...names, 'other']) await end(name);
    await Promise.all(work);
  });

  it('goes on after a failure', async () => {
    const lanes = createEntityLimiter();
    const failures = [1, 2, 3, 4].map((number) =>
      errorOf(lanes('companies', nobody, () => Promise.reject(new Error(`failure ${number}`)))),
    );
    expect((await Promise.all(failures)).map(({ message }) => message)).toEqual(
      [1, 2, 3, 4].map((n) => `failure ${n}`),
    );
    expect(await lanes('companies', nobody, () => Promise.resolve('done'))).toBe('done');
  });

  it('is left at once by whoever gives up waiting, and nobody behind is forgotten', async () => {
    const { begun, start, end } = workplace(createEntityLimiter());
    const givingUp = new AbortController();
    const inside = ['a', 'b', 'c'].map((name) => start('companies', name));
    const impatient = ['x', 'y', 'z'].map((name) => errorOf(start('companies', name, givingUp.signal)));
    const patient = start('companies', 'patient');
    givingUp.abort();
    for (const failure of await Promise.all(impatient)) {
      expect(failure).toBeInstanceOf(Unavailable);
      expect(failure.userMessage).toBe('This took too long, so I stopped waiting for Autotask.');
    }
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'c', 'patient']);
    for (const name of ['b', 'c', 'patient']) await end(name);
    expect(await Promise.all([...inside, patient])).toEqual(['a', 'b', 'c', 'patient']);
  });

  it('does not begin for somebody who has given up already', async () => {
    const { begun, start } = workplace(createEntityLimiter());
    const failure = await errorOf(start('companies', 'late', AbortSignal.abort()));
    expect(failure).toBeInstanceOf(Unavailable);
    expect(failure).toMatchObject({ mayHaveSucceeded: false });
    await settled();
    expect(begun).toEqual([]);
  });
});

describe('A turn', () => {
  it('is one write at a time for an opportunity, in order, while others go their way', async () => {
    const { begun, start, end } = workplace(createOpportunityLock());
    const work = [start(1, 'first'), start(1, 'second'), start(2, 'elsewhere'), start(1, 'third')];
    await settled();
    expect(begun).toEqual(['first', 'elsewhere']);
    await end('first');
    expect(begun).toEqual(['first', 'elsewhere', 'second']);
    for (const name of ['elsewhere', 'second', 'third']) await end(name);
    expect(begun.at(-1)).toBe('third');
    await Promise.all(work);
  });
});

describe('What counts against which entity', () => {
  it.each([
    ['/ATServicesRest/V1.0/Opportunities', 'opportunities'],
    ['/atservicesrest/v1.0/Opportunities/29681234', 'opportunities'],
    ['/ATServicesRest/V1.0/Opportunities/query', 'opportunities'],
    ['/ATServicesRest/V1.0/Opportunities/query/next', 'opportunities'],
    ['/ATServicesRest/V1.0/Opportunities/entityInformation/fields', 'opportunities'],
    ['/ATServicesRest/V1.0/Companies/query', 'companies'],
    ['/ATServicesRest/V1.0/CompanyNotes/entityInformation/fields', 'companynotes'],
    ['/ATServicesRest/V1.0/Companies/174/Notes', 'companynotes'],
    ['/ATServicesRest/V1.0/Opportunities/29681234/Attachments', 'opportunityattachments'],
  ])('%s', (path, entity) => {
    expect(entityOf(path)).toBe(entity);
  });
});
