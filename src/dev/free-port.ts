/** Finds a port of this machine that is free now, for what must know its address before it listens. */
import { createServer } from 'node:net';

/** Below the ports of outgoing connections, one of which could take a port between the probe and its use. */
const [first, count] = [10_000, 22_000];

/** Processes that run at the same time have neighbouring ids: each starts to look at another port. */
export const freePort = portsFrom(process.pid * 1009);

function portsFrom(start: number): () => Promise<number> {
  let next = start;
  return async () => {
    for (;;) {
      const port = first + (next++ % count);
      if (await isFree(port)) return port;
    }
  };
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
