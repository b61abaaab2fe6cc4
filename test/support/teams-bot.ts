/** The real Teams adapter on a real server, with a scripted bot behind it and the local Teams in front of it. */
import type { AddressInfo } from 'node:net';
import express from 'express';
import { startTeamsPeer } from '../../src/dev/playground/teams/start';
import type { TeamsPeer, TeamsPeerOptions } from '../../src/dev/playground/teams/peer';
import type { TeamsMessage } from '../../src/dev/playground/teams/shown';
import { createTeams, type Teams, type TeamsOptions } from '../../src/platforms/teams';
import { runningClock } from './clock';
import { createMemoryStore } from './memory-store';
import { quietLog } from './quiet-log';
import { scriptedBot, type ScriptedBot } from './scripted-bot';

export interface TeamsBot {
  readonly teams: Teams;
  readonly peer: TeamsPeer;
  readonly bot: ScriptedBot;
  readonly messagesUrl: string;
  /** What the bot posted, as everybody's list has it; oldest first. */
  posted(): readonly TeamsMessage[];
  /** Resolves with what `look` finds, now or after a change on somebody's screen. */
  until<T>(look: () => T | undefined): Promise<T>;
  stop(): Promise<void>;
}

export async function startTeamsBot(
  options: Partial<TeamsOptions> = {},
  peerOptions: Partial<TeamsPeerOptions> = {},
): Promise<TeamsBot> {
  const clock = runningClock;
  const store = createMemoryStore();
  const teams = createTeams({ log: quietLog, clock, store, allowLoopback: true, strict: true, ...options });
  const bot = scriptedBot();
  await teams.start(bot);
  const server = express().use('/api/messages', teams.receive).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const messagesUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/messages`;
  const peer = await startTeamsPeer({ messagesUrl, clock, ...peerOptions });
  return {
    teams,
    peer,
    bot,
    messagesUrl,
    posted: () => peer.state().messages.filter(({ from }) => from === 'bot'),
    until: (look) =>
      new Promise((resolve) => {
        const check = (): boolean => {
          const found = look();
          if (found !== undefined) resolve(found);
          return found !== undefined;
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
