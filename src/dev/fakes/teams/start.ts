/** Starts the local Teams: a connector on loopback, and the verbs that drive people against the bot. */
import type { AddressInfo } from 'node:net';
import type { ActivityDefaults } from './activities';
import { createConnectorApp, type PlannedFailures } from './connector';
import { createTeamsUserActions } from './user-actions';
import type { FakeTeams, FakeTeamsOptions } from './fake-teams';
import { createSendActivity } from './send';
import { createConnectorWireLog } from './wire';
import { createTeamsWorld } from './world';

export async function startFakeTeams(options: FakeTeamsOptions): Promise<FakeTeams> {
  const {
    messagesUrl,
    clock,
    port = 0,
    botName = 'Opportunities',
    appId = 'local-bot',
    authorization,
    before,
  } = options;
  const world = createTeamsWorld({ botName, clock, before });
  const wire = createConnectorWireLog(clock);
  const plannedFailures: PlannedFailures = new Set();
  const server = createConnectorApp({ world, wire, plannedFailures }).listen(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const serviceUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  const defaults: ActivityDefaults = { bot: { id: `28:${appId}`, name: botName }, serviceUrl, clock };
  const send = createSendActivity({ messagesUrl, authorization, wire });

  return {
    ...createTeamsUserActions({ world, defaults, send }),
    serviceUrl,
    refuse(matches, status) {
      const failure = { matches, status };
      plannedFailures.add(failure);
      return () => plannedFailures.delete(failure);
    },
    state: () => world.state(),
    wire: () => wire.entries(),
    onChange: (listener) => world.onChange(listener),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
