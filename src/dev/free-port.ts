/** A port of this machine that is free now, for what must know an address before it listens. */
import { createServer } from 'node:net';

/** Below those that a system gives to outgoing connections, which could take a port between the probe and its use. */
const [first, count] = [10_000, 22_000];

/** Processes that run side by side have neighbouring numbers: each looks in a part of its own. */
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
