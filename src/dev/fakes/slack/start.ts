/** Starts the local Slack: its Web API on loopback, its people ready to type. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createEventSender } from './event-sender';
import { createHomes } from './homes';
import type { FakeSlack, FakeSlackOptions, SlackState } from './fake-slack';
import { createSockets } from './sockets';
import { createTriggers } from './triggers';
import { createModalActions } from './verbs/fill';
import { createPressActions } from './verbs/press';
import { createMessageActions } from './verbs/say';
import { createShortcutActions } from './verbs/shortcut';
import { createSuggestAction } from './verbs/suggest';
import { createWebApi } from './web-api';
import type { FakeSlackContext } from './web-api/method';
import { createOpenModals } from './modals';
import { createSlackWireLog } from './wire';
import { createSlackWorld, type SlackWorld } from './world';

export async function startFakeSlack(options: FakeSlackOptions): Promise<FakeSlack> {
  const { clock, command = '/opp', before } = options;
  const world = createSlackWorld(clock, before?.messages);
  const modals = createOpenModals(() => world.notify(), before?.modals);
  const homes = createHomes(() => world.notify());
  const triggers = createTriggers(clock);
  const wire = createSlackWireLog(clock, () => world.notify());
  const sockets = createSockets();
  const plannedErrors = new Map<string, string>();
  const app = express();
  const server = createServer(app);
  await listenOnLoopback(server, options.port ?? 0);
  const origin = () => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const context: FakeSlackContext = { world, modals, homes, triggers, sockets, origin };
  const sender = createEventSender({ options, clock, wire, sockets });
  app.use(createWebApi({ context, options, wire, plannedError: (method) => takePlannedError(plannedErrors, method) }));
  sockets.attach(server);
  const state = () => world.state(modals, homes);
  return {
    apiUrl: `${origin()}/api/`,
    ...createMessageActions({ context, sender, command }),
    ...createShortcutActions(context, sender),
    ...createPressActions(context, sender),
    ...createModalActions(context, sender),
    suggest: createSuggestAction(context, sender),
    deliver: sender.sendRaw,
    failNext: (method, error) => void plannedErrors.set(method, error),
    expireResponseUrls: () => triggers.expireResponseUrls(),
    state,
    onChange: (listener) => world.onChange(listener),
    until: (find, milliseconds = 20_000) => waitUntil(world, { state, find, milliseconds }),
    wire: () => wire.entries(),
    socket: () => sockets.isConnected(),
    async stop() {
      sockets.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const listenOnLoopback = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

function takePlannedError(plannedErrors: Map<string, string>, method: string): string | undefined {
  const error = plannedErrors.get(method);
  plannedErrors.delete(method);
  return error;
}

interface UntilOptions<T> {
  readonly state: () => SlackState;
  readonly find: (state: SlackState) => T | undefined | false;
  readonly milliseconds: number;
}

function waitUntil<T>(world: SlackWorld, { state, find, milliseconds }: UntilOptions<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const check = (): boolean => {
      const found = find(state());
      if (found === undefined || found === false) return false;
      clearTimeout(timer);
      unsubscribe();
      resolve(found);
      return true;
    };
    const timer = setTimeout(() => {
      unsubscribe();
      const { messages, modals } = state();
      reject(new Error(`That did not happen; instead: ${JSON.stringify({ messages: messages.slice(-3), modals })}`));
    }, milliseconds);
    const unsubscribe = world.onChange(() => void check());
    check();
  });
}
