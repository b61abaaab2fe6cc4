/** Nothing that people type, and nothing that records say, is ever in the log: not even while everything fails. */
import type { Fault } from '../../src/dev/sandbox/faults';
import { startSecurityFixture, type SecurityFixture } from '../support/security-fixture';

const marker = 'Marigold';
const faults: readonly (readonly [string, Fault | undefined])[] = [
  ['nothing fails', undefined],
  ['Autotask refuses in its own words', { kind: 'status', status: 500, body: 'errors' }],
  [
    'Autotask repeats what it was sent',
    { kind: 'altered', change: () => ({ errors: [marker], items: marker, item: marker }) },
  ],
  ['Autotask breaks off', { kind: 'truncated' }],
  ['Autotask sends other types', { kind: 'wrong-types' }],
  ['a proxy answers', { kind: 'status', status: 404 }],
  ['the connection breaks', { kind: 'disconnect' }],
];

describe.each(faults)('While %s', (_what, fault) => {
  let range: SecurityFixture;
  beforeAll(async () => {
    range = await startSecurityFixture();
    const { records } = range.sandbox;
    for (const entity of ['Companies', 'Contacts'] as const) {
      for (const record of records.list(entity, () => true).slice(0, 3)) {
        const name = entity === 'Companies' ? { companyName: `${marker} Ltd` } : { lastName: marker };
        records.edit(entity, Number(record['id']), name);
      }
    }
    for (const { id } of records.list('Opportunities', () => true)) {
      records.edit('Opportunities', Number(id), { title: `${marker} "refresh" ${String(id)}`, nextStep: marker });
    }
  });
  afterAll(() => range.stop());

  const words = (id: number): readonly string[] => [
    marker,
    `find "${marker}" stage:${marker}`,
    `${marker}:${marker}`,
    `list owner:${marker}`,
    `list company:"${marker}, Inc"`,
    `list amount:${marker}`,
    `stage ${String(id)} "${marker}"`,
    `push ${String(id)} ${marker}`,
    `note ${String(id)} He said “${marker}” — 5" pipe`,
    `win ${marker}`,
    `new ${marker}`,
    `digest ${marker}`,
    `watch channel ${marker}`,
    `connect ${marker}@example.com`,
    `https://ww5.autotask.net/Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=${marker}&OpportunityID=${String(id)}`,
    String(id),
    'home',
    'pipeline',
  ];

  it('no log line has a word of it', async () => {
    const id = Number(range.sandbox.records.list('Opportunities', (one) => one['status'] === 1)[0]?.['id']);
    if (fault !== undefined) range.sandbox.faults.plan({ fault, times: 1e6 });
    // Every word while nothing fails, and while Autotask repeats it; of the others those that reach Autotask.
    const isEach = fault === undefined || fault.kind === 'altered';
    for (const text of words(id).filter((_text, place) => isEach || [0, 4, 8, 9].includes(place))) {
      const asked = range.slack.state().messages.length;
      await range.slack.say({ person: 'sam', channel: 'sales', text: `/opp ${text}` });
      await range.slack.until((state) => (state.modals['sam'] ?? state.messages[asked]) as object | undefined);
      if (range.slack.state().modals['sam'] !== undefined) {
        await range.slack.submit({ person: 'sam', values: {} }).catch(() => undefined);
        await range.slack.close('sam').catch(() => undefined);
      }
      await range.teams.say({ person: 'sam', conversation: 'a:sam', text });
      await range.teams.search({ person: 'sam', conversation: 'a:sam', text }).catch(() => undefined);
    }
    await range.slack.post({ person: 'sam', channel: 'sales', text: words(id)[14] ?? '' });
    range.slack.failNext('chat.postMessage', marker);
    range.slack.failNext('chat.postEphemeral', marker);
    range.slack.expireResponseUrls();
    await range.slack.say({ person: 'sam', channel: 'sales', text: `/opp ${marker}` });
    const refused = range.teams.refuse(() => true, 400);
    await range.teams.say({ person: 'sam', conversation: 'a:sam', text: marker });
    refused();
    const logged = range.loggedText();
    expect(logged).toContain('answered');
    expect(logged.split('\n').filter((line) => line.includes(marker))).toEqual([]);
  }, 240_000);
});
