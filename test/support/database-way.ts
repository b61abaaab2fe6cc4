/** The way to a PostgreSQL server, on which everything can be swallowed: connections are taken, and nothing comes back. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface DatabaseWay {
  /** The database's address by this way. */
  readonly url: string;
  hang(): void;
  giveBack(): void;
  stop(): Promise<void>;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  /** What went through since is missing something: nobody can go on with it. */
  hasLost: boolean;
}

export async function openDatabaseWay(to: string): Promise<DatabaseWay> {
  const { hostname, port } = new URL(to);
  const pairs = new Set<Pair>();
  let hangs = false;

  function pass(from: Socket, into: Socket, pair: Pair): void {
    from.on('data', (bytes) => {
      if (hangs) pair.hasLost = true;
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
    const pair: Pair = { near, far, hasLost: false };
    pairs.add(pair);
    pass(near, far, pair);
    pass(far, near, pair);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(to);
  url.host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const end = (all: Iterable<Pair>): void => [...all].forEach(({ near }) => near.destroy());
  return {
    url: url.href,
    hang: () => void (hangs = true),
    giveBack() {
      hangs = false;
      end([...pairs].filter(({ hasLost }) => hasLost));
    },
    async stop() {
      end(pairs);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
