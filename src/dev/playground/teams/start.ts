/** Starts the local Teams: a connector on loopback, and the verbs that drive people against the bot. */
import type { AddressInfo } from 'node:net';
import type { Setting } from './activities';
import { createConnectorApp, type Refusals } from './connector';
import { createDriver } from './driver';
import type { TeamsPeer, TeamsPeerOptions } from './peer';
import { createSend } from './send';
import { createWire } from './wire';
import { createWorld } from './world';

export async function startTeamsPeer(options: TeamsPeerOptions): Promise<TeamsPeer> {
  const {
    messagesUrl,
    clock,
    port = 0,
    botName = 'Opportunities',
    appId = 'local-bot',
    authorization,
    before,
  } = options;
  const world = createWorld({ botName, clock, before });
  const wire = createWire(clock);
  const refusals: Refusals = new Set();
  const server = createConnectorApp({ world, wire, refusals }).listen(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const serviceUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  const setting: Setting = { bot: { id: `28:${appId}`, name: botName }, serviceUrl, clock };
  const send = createSend({ messagesUrl, authorization, wire });

  return {
    ...createDriver({ world, setting, send }),
    serviceUrl,
    refuse(matches, status) {
      const refusal = { matches, status };
      refusals.add(refusal);
      return () => refusals.delete(refusal);
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
