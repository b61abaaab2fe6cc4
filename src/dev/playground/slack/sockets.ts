/** Socket Mode: bots connect, deliveries go out in envelopes, and come back acknowledged by their number. */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Piece } from './peer';
import { bot } from './seed';

export interface Sockets {
  connected(): boolean;
  /** Resolves with the acknowledgement; rejects when none comes in time. */
  send(type: string, payload: Piece, patience: number): Promise<{ status: number; body: unknown }>;
  /** The path where a bot may connect, once for each ticket. */
  ticket(): string;
  stop(): void;
}

export function createSockets(): Sockets & { attach(server: Server): void } {
  const sockets = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const waiting = new Map<string, (payload: unknown) => void>();

  function welcome(socket: WebSocket): void {
    socket.on('message', (data: Buffer) => {
      const { envelope_id: id, payload } = JSON.parse(data.toString()) as { envelope_id: string; payload?: unknown };
      waiting.get(id)?.(payload);
      waiting.delete(id);
    });
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: sockets.clients.size, connection_info: { app_id: bot.appId } }),
    );
  }
  const latest = (): WebSocket | undefined =>
    [...sockets.clients].filter(({ readyState, OPEN }) => readyState === OPEN).at(-1);

  return {
    attach(server) {
      server.on('upgrade', (request, socket, head) => {
        if (!tickets.delete(request.url ?? '')) socket.destroy();
        else sockets.handleUpgrade(request, socket, head, welcome);
      });
    },
    connected: () => latest() !== undefined,
    send(type, payload, patience) {
      const id = randomUUID();
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('the socket did not acknowledge')), patience);
        waiting.set(id, (body) => {
          clearTimeout(timer);
          resolve({ status: 200, body: body ?? '' });
        });
        latest()?.send(
          JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api' }),
        );
      });
    },
    ticket() {
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
