/** Where lines of the log go: in their order, without waiting. A reader that is gone holds neither the bot nor its end. */
import { write, writeSync } from 'node:fs';

/** Characters that wait for a reader that is slow; what comes beyond them is dropped. */
const maxPendingCharacters = 8_000_000;

/** Milliseconds until a reader whose pipe is full is tried again. */
const pause = 100;

export interface LogOutput {
  write(text: string): void;
}

/** To a file descriptor. What cannot be written is dropped: there is nobody to be told. */
export function createLogOutput(fd: number): LogOutput {
  let waiting = '';
  let isBusy = false;
  const next = (): void => {
    isBusy = waiting !== '';
    if (!isBusy) return;
    const bytes = Buffer.from(waiting);
    waiting = '';
    put(bytes);
  };
  const put = (bytes: Buffer): void =>
    write(fd, bytes, (error, written) => {
      if (error?.code === 'EAGAIN') setTimeout(() => put(bytes), pause).unref();
      else if (error === null && written < bytes.length) put(bytes.subarray(written));
      else next();
    });
  process.once('exit', () => {
    try {
      writeSync(fd, waiting);
    } catch {
      // Dropped as well.
    }
  });
  return {
    write(text) {
      if (waiting.length + text.length <= maxPendingCharacters) waiting += text;
      if (!isBusy) next();
    },
  };
}
