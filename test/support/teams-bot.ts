/** The real Teams adapter on a real server, with a scripted bot behind it and the local Teams in front of it. */
import type { AddressInfo } from 'node:net';
import express from 'express';
import { startFakeTeams } from '../../src/dev/fakes/teams/start';
import type { FakeTeams, FakeTeamsOptions } from '../../src/dev/fakes/teams/fake-teams';
import type { TeamsMessage } from '../../src/dev/fakes/teams/shown';
import { createTeams, type Teams, type TeamsOptions } from '../../src/platforms/teams';
import { runningClock } from './clock';
import { createMemoryStore } from './memory-store';
import { quietLog } from './quiet-log';
import { createScriptedBot, type ScriptedBot } from './scripted-bot';

export interface TeamsBotFixture {
  readonly teams: Teams;
  readonly peer: FakeTeams;
  readonly bot: ScriptedBot;
  readonly messagesUrl: string;
  /** What the bot posted, as everybody's list has it; oldest first. */
  botMessages(): readonly TeamsMessage[];
  /** Resolves with what `look` finds, now or after a change on somebody's screen. */
  until<T>(find: () => T | undefined): Promise<T>;
  stop(): Promise<void>;
}

export async function startTeamsBot(
  options: Partial<TeamsOptions> = {},
  peerOptions: Partial<FakeTeamsOptions> = {},
): Promise<TeamsBotFixture> {
  const clock = runningClock;
  const store = createMemoryStore();
  const teams = createTeams({ log: quietLog, clock, store, allowLoopback: true, strict: true, ...options });
  const bot = createScriptedBot();
  await teams.start(bot);
  const server = express().use('/api/messages', teams.receive).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const messagesUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/messages`;
  const peer = await startFakeTeams({ messagesUrl, clock, ...peerOptions });
  return {
    teams,
    peer,
    bot,
    messagesUrl,
    botMessages: () => peer.state().messages.filter(({ from }) => from === 'bot'),
    until: (find) =>
      new Promise((resolve) => {
        const check = (): boolean => {
          const value = find();
          if (value !== undefined) resolve(value);
          return value !== undefined;
        };
        if (check()) return;
        const end = peer.onChange(() => check() && end());
      }),
    async stop() {
      await teams.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await peer.stop();
    },
  };
}
