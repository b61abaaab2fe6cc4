/** Socket Mode: bots connect, deliveries go out in envelopes, and come back acknowledged by their number. */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import type { SlackJson } from './fake-slack';
import { bot } from './seed';

export interface Sockets {
  isConnected(): boolean;
  /** Resolves with the acknowledgement; rejects when none comes in time. */
  send(type: string, payload: SlackJson, timeout: number): Promise<{ status: number; body: unknown }>;
  /** The path where a bot may connect, once for each ticket. */
  issueTicket(): string;
  stop(): void;
}

export function createSockets(): Sockets & { attach(server: Server): void } {
  const sockets = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const pending = new Map<string, (payload: unknown) => void>();

  function greet(socket: WebSocket): void {
    socket.on('message', (data: Buffer) => {
      const { envelope_id: id, payload } = JSON.parse(data.toString()) as { envelope_id: string; payload?: unknown };
      pending.get(id)?.(payload);
      pending.delete(id);
    });
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: sockets.clients.size, connection_info: { app_id: bot.appId } }),
    );
  }
  const latestSocket = (): WebSocket | undefined =>
    [...sockets.clients].filter(({ readyState, OPEN }) => readyState === OPEN).at(-1);

  return {
    attach(server) {
      server.on('upgrade', (request, socket, head) => {
        if (!tickets.delete(request.url ?? '')) socket.destroy();
        else sockets.handleUpgrade(request, socket, head, greet);
      });
    },
    isConnected: () => latestSocket() !== undefined,
    send(type, payload, timeout) {
      const id = randomUUID();
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('the socket did not acknowledge')), timeout);
        pending.set(id, (body) => {
          clearTimeout(timer);
          resolve({ status: 200, body: body ?? '' });
        });
        latestSocket()?.send(
          JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api' }),
        );
      });
    },
    issueTicket() {
      const path = `/socket/${randomUUID()}`;
      tickets.add(path);
      return path;
    },
    stop() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
