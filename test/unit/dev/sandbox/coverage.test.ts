/** The sandbox's list of what it supports, compared with its routes and rules. */
import { supported, unsupported, ruleCoverage, excluded } from '../../../../src/dev/sandbox/coverage';
import { routes } from '../../../../src/dev/sandbox/routes';
import type { SandboxFixture } from '../../../support/sandbox';
import { openSandbox } from '../../../support/sandbox';

const methods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];
const listed = supported.map((line) => {
  const [path = '', verbs = ''] = line.split(': ');
  return { path, verbs: verbs.split(' ') };
});

describe('What the sandbox says that it does', () => {
  let fixture: SandboxFixture;
  beforeAll(async () => {
    fixture = await openSandbox({ switches: { requestThreshold: 1e6 } });
  });
  afterAll(() => fixture.stop());

  test('is every route that it has, with every verb, and no other', () => {
    const known = routes.map(({ path, handlers }) => `${path}: ${Object.keys(handlers).sort().join(' ')}`);
    expect(listed.map(({ path, verbs }) => `${path}: ${[...verbs].sort().join(' ')}`).sort()).toEqual(known.sort());
  });

  test('is there over HTTP, and every other verb is turned away', async () => {
    const wrong: string[] = [];
    for (const { path, verbs } of listed.filter(({ path }) => path !== 'VersionInformation')) {
      for (const method of methods) {
        const { status, text } = await fixture.send(
          method,
          path.replaceAll('{id}', '1'),
          method === 'GET' ? undefined : {},
        );
        const isThere = status !== 405 && !text.startsWith('<!DOCTYPE');
        if (isThere !== verbs.includes(method)) wrong.push(`${method} ${path} ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('speaks of every rule of the page', () => {
    expect(ruleCoverage.map(({ rule }) => rule)).toEqual(Array.from({ length: 32 }, (_, index) => `R${index + 1}`));
  });

  test('comes with a reason wherever something is left out', () => {
    for (const { what, why } of [...unsupported, ...excluded])
      expect([what, why]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/\.$/)]);
  });

  test.each(['Webhooks', 'OpportunityNotes/query', 'CompanyToDos', 'Contacts', 'Companies/x/Notes'])(
    'does not include %s',
    async (path) => {
      const answer = await fixture.send('POST', path, {});
      expect([answer.status, answer.headers.get('Content-Type')]).toEqual([404, 'text/html; charset=utf-8']);
    },
  );
});
