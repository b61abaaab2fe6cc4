/** Access to the sandbox: credentials, zones, missing records, impersonation. */
import type { SandboxFixture } from '../../../support/sandbox';
import { danaId, openSandbox } from '../../../support/sandbox';

const kevinWhoLeft = 29683471;

describe('Autotask lets in whom it knows', () => {
  let fixture: SandboxFixture;
  beforeEach(async () => {
    fixture = await openSandbox();
  });
  afterEach(() => fixture.stop());

  test.each(['UserName', 'Secret', 'ApiIntegrationCode'])(
    'a wrong %s is answered with 401 and nothing else',
    async (header) => {
      const answer = await fixture.send('GET', 'Version', undefined, { [header]: 'wrong' });
      expect([answer.status, answer.text]).toEqual([401, '']);
    },
  );

  test('nothing is written with wrong credentials', async () => {
    const id = await fixture.create();
    const answer = await fixture.send('PATCH', 'Opportunities', { id, nextStep: 'Call' }, { Secret: 'wrong' });
    expect(answer.status).toBe(401);
    expect((await fixture.read(id))['nextStep']).toBeNull();
  });

  test('the zone of a known user needs no credentials', async () => {
    const zoneOf = async (user: string) => {
      const response = await fetch(
        `${fixture.sandbox.webUrl}atservicesrest/v1.0/zoneInformation?user=${encodeURIComponent(user)}`,
      );
      return [response.status, await response.json()];
    };
    const zone = { zoneName: 'Sandbox', url: fixture.sandbox.url, webUrl: fixture.sandbox.webUrl, ci: 0 };
    expect(await zoneOf(fixture.sandbox.credentials.username)).toEqual([200, zone]);
    expect(await zoneOf('Dana.Reyes@example.com')).toEqual([200, zone]);
    const unknown = [500, { errors: ['Zone information could not be determined'] }];
    expect(await zoneOf('nobody@example.com')).toEqual(unknown);
    expect(await zoneOf('')).toEqual(unknown);
  });

  test('the versions are found outside of any version, without credentials', async () => {
    const response = await fetch(`${fixture.sandbox.url}VersionInformation`);
    expect(await response.json()).toEqual({ apiVersions: ['V1.0'] });
  });

  test('paths are understood in any case', async () => {
    const { webUrl, credentials } = fixture.sandbox;
    const headers = {
      username: credentials.username,
      SECRET: credentials.secret,
      apiintegrationcode: credentials.integrationCode,
    };
    const response = await fetch(`${webUrl}ATSERVICESREST/v1.0/OPPORTUNITIES/29681234`, { headers });
    expect(await response.json()).toMatchObject({ item: { id: 29681234 } });
  });

  test('an opportunity that is not there is null, or 404 where the switch says so', async () => {
    expect((await fixture.send('GET', 'Opportunities/1')).body).toEqual({ item: null });
    fixture.sandbox.switches.missingRecord = 'not-found';
    expect((await fixture.send('GET', 'Opportunities/1')).status).toBe(404);
  });

  test('what is done on behalf of somebody carries their name, with the API user behind it', async () => {
    const answer = await fixture.send('POST', 'Opportunities', await wholeOne(), {
      ImpersonationResourceId: String(danaId),
    });
    expect(await fixture.read(answer.body.itemId ?? 0)).toMatchObject({
      creatorResourceID: danaId,
      impersonatorCreatorResourceID: 4,
    });
  });

  const wholeOne = async () => {
    const whole = await fixture.read(await fixture.create());
    return { ...whole, id: undefined };
  };
  const acting = async (resource: number, method = 'PATCH') => {
    const id = await fixture.create();
    return fixture.send(
      method,
      'Opportunities',
      { id, nextStep: 'Call' },
      { ImpersonationResourceId: String(resource) },
    );
  };
  const refusedTo = (verb: string) => ({
    errors: [`The logged in Resource does not have the adequate permissions to ${verb} this entity type.`],
  });

  test.each([
    ['who left', kevinWhoLeft],
    ['who is the API user', 4],
    ['whom nobody knows', 12345],
  ])('nobody can act for somebody %s', async (_, resource) => {
    expect((await acting(resource)).body).toEqual(refusedTo('update'));
  });

  test('who may be impersonated is the tenant to say', async () => {
    fixture.sandbox.switches.impersonation = 'nobody';
    expect((await acting(danaId)).body).toEqual(refusedTo('update'));
    expect((await fixture.send('POST', 'Opportunities', {}, { ImpersonationResourceId: String(danaId) })).body).toEqual(
      refusedTo('create'),
    );
    fixture.sandbox.switches.impersonation = [danaId];
    expect((await acting(danaId)).status).toBe(200);
    expect((await acting(29683408)).status).toBe(500);
  });

  test('reading on behalf of somebody is refused, or ignored where the switch says so', async () => {
    const header = { ImpersonationResourceId: String(danaId) };
    expect((await fixture.send('POST', 'Opportunities/query', { filter: [] }, header)).body).toEqual(
      refusedTo('query'),
    );
    expect((await fixture.send('GET', 'Opportunities/29681234', undefined, header)).status).toBe(500);
    fixture.sandbox.switches.impersonationOnRead = 'ignored';
    expect((await fixture.send('GET', 'Opportunities/29681234', undefined, header)).status).toBe(200);
  });

  test('some entities ignore on whose behalf they are written, without a word', async () => {
    fixture.sandbox.switches.impersonationIgnored = ['Opportunities'];
    const answer = await fixture.send('POST', 'Opportunities', await wholeOne(), {
      ImpersonationResourceId: String(danaId),
    });
    expect((await fixture.read(answer.body.itemId ?? 0))['impersonatorCreatorResourceID']).toBeNull();
  });
});
