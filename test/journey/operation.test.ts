/** What those who run the bot see of it from outside: health, readiness, metrics, and a stop. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo, type Demo } from '../../src/dev/demo';
import { startSandbox, type Sandbox } from '../../src/dev/sandbox';
import { openDatabase } from '../../src/storage/open-database';
import { createOutbox } from '../../src/storage/outbox';
import { anEntry } from '../support/an-entry';
import { author } from '../support/client';
import { runningClock } from '../support/clock';
import { eventually } from '../support/eventually';
import { createRecordingLog } from '../support/noted-log';
import { quietLog } from '../support/quiet-log';
import { quickApp } from '../support/quick-app';
import { createSlackChat } from '../support/slack-chat';

const token = 'a-token-for-those-who-measure';
const noted = createRecordingLog();
let demo: Demo;
const start = async (env: Record<string, string> = {}) => {
  demo = await startDemo({
    env: { PORT: '0', METRICS_TOKEN: token, ...env },
    log: noted.log,
    clock: runningClock,
    app: quickApp,
  });
};
const peerOf = ({ slack }: Demo) => slack ?? fail();
const sandboxOf = ({ sandbox }: Demo) => sandbox ?? fail();
function fail(): never {
  throw new Error('A stand-in is missing.');
}
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${demo.url}${path}`, { headers });
const measured = async () => (await get('metrics', { authorization: `Bearer ${token}` })).text();

describe('While it runs', () => {
  beforeAll(() => start());
  afterAll(() => demo.stop());

  it('it is alive and ready', async () => {
    expect(await (await get('healthz')).json()).toEqual({ status: 'ok' });
    expect(await (await get('readyz')).json()).toEqual({ status: 'ready' });
  });

  it('it counts what people do, by platform, kind and outcome, and what Autotask is asked', async () => {
    const chat = createSlackChat(peerOf(demo));
    await chat.say('sam', 'mine');
    await chat.say('noor', 'mine');
    const text = await measured();
    expect(text).toContain('opportunities_interactions_total{platform="slack",kind="command",outcome="show"} 1');
    expect(text).toContain('opportunities_interactions_total{platform="slack",kind="command",outcome="not-allowed"} 1');
    expect(text).toContain('opportunities_answer_seconds_count{platform="slack",kind="command"} 2');
    expect(text).toMatch(/opportunities_autotask_requests_total\{entity="opportunities",status="200"\} \d/);
    expect(text).toMatch(/opportunities_autotask_hourly_requests_used \d/);
    expect(text).toMatch(/opportunities_autotask_hourly_requests_left \d{4}/);
    expect(text).toContain('opportunities_outbox_entries 0');
  });

  it('its metrics tell nothing of people, records or words', async () => {
    const chat = createSlackChat(peerOf(demo));
    await chat.say('sam', 'acme confidential');
    const labels = [...(await measured()).matchAll(/\{([^}]*)\}/g)].map(([, inside]) => inside).join('\n');
    expect(labels).not.toMatch(/sam|acme|confidential|U0|T0|example/i);
  });

  it('its metrics are for nobody without the token', async () => {
    expect((await get('metrics')).status).toBe(401);
    expect((await get('metrics', { authorization: 'Bearer another-token-altogether' })).status).toBe(401);
  });
});

it('Without a token there are no metrics to be had', async () => {
  await start({ METRICS_TOKEN: '' });
  expect((await get('metrics')).status).toBe(404);
  await demo.stop();
});

describe('When it is stopped', () => {
  it('it is ready no more, and what is in hand is finished first', async () => {
    await start();
    const peer = peerOf(demo);
    sandboxOf(demo).faults.plan({ entity: 'Opportunities', verb: 'query', fault: { kind: 'slow', ms: 400 } });
    await peer.say({ person: 'sam', channel: 'sales', text: '/opp mine' });
    const stopped = demo.stop();
    const ready = await get('readyz');
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'stopping' }]);
    await stopped;
    const [answer] = peer.state().messages.filter(({ from }) => from === 'bot');
    expect(JSON.stringify(answer?.blocks)).toContain('Open opportunities');
    await expect(get('healthz')).rejects.toThrow();
  });

  it('it waits no longer than it was told', async () => {
    await start({ STOP_SECONDS: '0' });
    sandboxOf(demo).faults.plan({ entity: 'Opportunities', fault: { kind: 'hang' }, times: 100 });
    await peerOf(demo).say({ person: 'sam', channel: 'sales', text: '/opp mine' });
    await demo.stop();
    expect(noted.warnings()).toContain('stopped with work still under way');
    await expect(get('healthz')).rejects.toThrow();
    // Its work comes to nothing, and ends.
    await noted.waitFor('Slack lets nobody see the answer');
  });
});

/** A note that a process was writing when it was killed, in a database of its own. */
async function leftBehind() {
  const dataDir = await mkdtemp(join(tmpdir(), 'killed-'));
  const sandbox = await startSandbox({ clock: runningClock, opportunities: 20 });
  const opportunity = Number(sandbox.records.list('Opportunities', ({ status }) => status === 1)[0]?.['id']);
  const [requestedAt, due] = [runningClock(), new Date(runningClock().getTime() + 3_600_000)];
  const note = { title: 'Called', text: 'They want a quote', actionType: 1, written: requestedAt.toISOString() };
  const wish = { kind: 'note', opportunity, note } as const;
  const email = String(sandbox.records.read('Resources', author.id)?.['email']);
  const person = { ...anEntry().person, email };
  const database = await openDatabase({ databaseUrl: undefined, dataDir, log: quietLog });
  await createOutbox(database.db).add(anEntry({ wish, author, person, state: 'sending', requestedAt, due }));
  await database.close();
  return { dataDir, sandbox, opportunity, note };
}

describe('When it starts again after a kill', () => {
  it('what was being written is written at once, not when its time is over', async () => {
    const { dataDir, sandbox, opportunity, note } = await leftBehind();
    await start({ DATA_DIR: dataDir, ...settingsFor(sandbox) });
    await eventually(async () => /^opportunities_outbox_entries 0$/m.test(await measured()));
    const notes = sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === opportunity);
    expect(notes.filter((one) => one['note'] === note.text)).toHaveLength(1);
    await demo.stop();
    await sandbox.stop();
    await rm(dataDir, { recursive: true });
  });

  it('a stop waits for that no longer than it was told, and it goes on waiting', async () => {
    const { dataDir, sandbox } = await leftBehind();
    sandbox.faults.plan({ fault: { kind: 'hang' }, times: 1000 });
    await start({ DATA_DIR: dataDir, STOP_SECONDS: '1', ...settingsFor(sandbox) });
    await eventually(() => sandbox.requests.list().some(({ path }) => path.includes('Resources')));
    const begun = performance.now();
    await demo.stop();
    expect(performance.now() - begun).toBeLessThan(8000);
    const database = await openDatabase({ databaseUrl: undefined, dataDir, log: quietLog });
    expect(await createOutbox(database.db).countWaiting()).toBe(1);
    await database.close();
    await sandbox.stop();
    // What was given up comes to nothing, and ends.
    await noted.waitFor('the outbox was not looked through');
    await rm(dataDir, { recursive: true });
  });
});

const settingsFor = ({ url, webUrl, credentials }: Sandbox) => ({
  AUTOTASK_URL: url,
  AUTOTASK_WEB_URL: webUrl,
  AUTOTASK_USERNAME: credentials.username,
  AUTOTASK_SECRET: credentials.secret,
  AUTOTASK_INTEGRATION_CODE: credentials.integrationCode,
});
