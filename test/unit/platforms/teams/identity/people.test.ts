import { createPeople, toPerson } from '../../../../../src/platforms/teams/identity/people';
import { quietLog } from '../../../../support/quiet-log';
import { anActivity, inChannel } from '../../../../support/teams-activity';

const sam = { name: 'Sam Okafor', email: 'sam@example.com', userPrincipalName: 'so@example.com', tenantId: 'home' };

describe('A person', () => {
  it('has the directory’s name and address, and the client’s language and time zone', () => {
    const activity = anActivity({ locale: 'en-GB', entities: [{ type: 'clientInfo', timezone: 'Europe/London' }] });
    expect(toPerson(activity, sam)).toEqual({
      platform: 'teams',
      tenant: 'home',
      id: '29:sam',
      name: 'Sam Okafor',
      standing: 'member',
      email: 'sam@example.com',
      locale: 'en-GB',
      timezone: 'Europe/London',
    });
  });

  it('has no language and no time zone that there is not, whatever a client says', () => {
    const activity = anActivity({ locale: 'en_US', entities: [{ type: 'clientInfo', timezone: 'Mars/Olympus' }] });
    const person = toPerson(activity, sam);
    expect([person.locale, person.timezone]).toEqual([undefined, undefined]);
  });

  it('is known by the principal name where the directory has no mailbox', () => {
    expect(toPerson(anActivity({}), { ...sam, email: undefined }).email).toBe('so@example.com');
  });

  it.each([
    ['guest', { ...sam, userPrincipalName: 'so_else.example#EXT#@example.com' }],
    ['guest', { ...sam, userRole: 'guest' }],
    ['guest', { ...sam, userRole: 'Anonymous' }],
    ['foreign', { ...sam, tenantId: 'elsewhere' }],
    ['foreign', { ...sam, tenantId: 'elsewhere', userRole: 'guest' }],
  ])('is %s, told by the roster', (standing, member) => {
    expect(toPerson(anActivity({}), member).standing).toBe(standing);
  });

  it('may turn out to be a bot', () => {
    expect(toPerson(anActivity({ from: { id: '28:other' } })).standing).toBe('bot');
  });
});

describe('The roster', () => {
  function roster() {
    const asked: string[] = [];
    let now = Date.UTC(2026, 8, 22);
    const answers: unknown[] = [];
    const people = createPeople(
      ({ from }, where) => {
        asked.push(`${where} ${from.id}`);
        const answer = answers.shift() ?? sam;
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
      { clock: () => new Date(now), log: quietLog },
    );
    return { asked, answers, people, wait: (minutes: number) => (now += minutes * 60_000) };
  }

  it('is asked once for ten minutes', async () => {
    const { people, asked, wait } = roster();
    await people.loadPerson(anActivity({}));
    wait(9);
    await people.loadPerson(anActivity({}));
    expect(asked).toEqual(['a:sam 29:sam']);
    wait(2);
    await people.loadPerson(anActivity({}));
    expect(asked).toHaveLength(2);
  });

  it('of a channel is its team’s', async () => {
    const { people, asked } = roster();
    await people.loadPerson(anActivity(inChannel));
    expect(asked).toEqual(['19:team 29:sam']);
  });

  it('that does not answer leaves a person without an address, and is asked again next time', async () => {
    const { people, answers } = roster();
    answers.push(new Error('403'), { name: 7 });
    expect((await people.loadPerson(anActivity({}))).email).toBeUndefined();
    expect((await people.loadPerson(anActivity({}))).email).toBeUndefined();
    expect((await people.loadPerson(anActivity({}))).email).toBe('sam@example.com');
  });
});
