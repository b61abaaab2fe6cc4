/** Starts the local Slack: its Web API on loopback, its people ready to type. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createCourier } from './courier';
import { createHomes } from './homes';
import type { SlackPeer, SlackPeerOptions, SlackState } from './peer';
import { createSockets } from './sockets';
import { createTriggers } from './triggers';
import { createFill } from './verbs/fill';
import { createPress } from './verbs/press';
import { createSay } from './verbs/say';
import { createEntries } from './verbs/shortcut';
import { createSuggest } from './verbs/suggest';
import { createApi } from './web-api';
import type { Ground } from './web-api/method';
import { createWindows } from './windows';
import { createWire } from './wire';
import { createWorld, type World } from './world';

export async function startSlackPeer(options: SlackPeerOptions): Promise<SlackPeer> {
  const { clock, command = '/opp', before } = options;
  const world = createWorld(clock, before?.messages);
  const windows = createWindows(() => world.changed(), before?.modals);
  const homes = createHomes(() => world.changed());
  const triggers = createTriggers(clock);
  const wire = createWire(clock, () => world.changed());
  const sockets = createSockets();
  const planned = new Map<string, string>();
  const app = express();
  const server = createServer(app);
  await listening(server, options.port ?? 0);
  const origin = () => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const ground: Ground = { world, windows, homes, triggers, sockets, origin };
  const courier = createCourier({ options, clock, wire, sockets });
  app.use(createApi({ ground, options, wire, refusal: (method) => taken(planned, method) }));
  sockets.attach(server);
  const state = () => world.state(windows, homes);
  return {
    apiUrl: `${origin()}/api/`,
    ...createSay({ ground, courier, command }),
    ...createEntries(ground, courier),
    ...createPress(ground, courier),
    ...createFill(ground, courier),
    suggest: createSuggest(ground, courier),
    deliver: courier.raw,
    refuseNext: (method, error) => void planned.set(method, error),
    expireAnswers: () => triggers.expireAnswers(),
    state,
    onChange: (listener) => world.onChange(listener),
    until: (look, milliseconds = 20_000) => until(world, { state, look, milliseconds }),
    wire: () => wire.entries(),
    socket: () => sockets.connected(),
    async stop() {
      sockets.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

function taken(planned: Map<string, string>, method: string): string | undefined {
  const error = planned.get(method);
  planned.delete(method);
  return error;
}

interface Wanted<T> {
  readonly state: () => SlackState;
  readonly look: (state: SlackState) => T | undefined | false;
  readonly milliseconds: number;
}

function until<T>(world: World, { state, look, milliseconds }: Wanted<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const looked = (): boolean => {
      const found = look(state());
      if (found === undefined || found === false) return false;
      clearTimeout(timer);
      leave();
      resolve(found);
      return true;
    };
    const timer = setTimeout(() => {
      leave();
      const { messages, modals } = state();
      reject(new Error(`That did not happen; instead: ${JSON.stringify({ messages: messages.slice(-3), modals })}`));
    }, milliseconds);
    const leave = world.onChange(() => void looked());
    looked();
  });
}
