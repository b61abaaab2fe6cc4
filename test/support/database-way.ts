/** The way to a PostgreSQL server, on which everything can be swallowed: connections are taken, and nothing comes back. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface DatabaseProxy {
  /** The database's address by this way. */
  readonly url: string;
  hang(): void;
  resume(): void;
  stop(): Promise<void>;
}

interface SocketPair {
  readonly near: Socket;
  readonly far: Socket;
  /** What went through since is missing something: nobody can go on with it. */
  hasLost: boolean;
}

export async function startDatabaseProxy(to: string): Promise<DatabaseProxy> {
  const { hostname, port } = new URL(to);
  const pairs = new Set<SocketPair>();
  let isHanging = false;

  function pipe(from: Socket, into: Socket, pair: SocketPair): void {
    from.on('data', (bytes) => {
      if (isHanging) pair.hasLost = true;
      else into.write(bytes);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      pairs.delete(pair);
      into.destroy();
    });
  }
  const server = createServer((near) => {
    const far = connect(Number(port || 5432), hostname);
    const pair: SocketPair = { near, far, hasLost: false };
    pairs.add(pair);
    pipe(near, far, pair);
    pipe(far, near, pair);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(to);
  url.host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const destroyAll = (all: Iterable<SocketPair>): void => [...all].forEach(({ near }) => near.destroy());
  return {
    url: url.href,
    hang: () => void (isHanging = true),
    resume() {
      isHanging = false;
      destroyAll([...pairs].filter(({ hasLost }) => hasLost));
    },
    async stop() {
      destroyAll(pairs);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
