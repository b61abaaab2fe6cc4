/** Why the bot cannot listen where its settings say, in words and with a cure. */
import { ConfigurationError } from '../config/settings';

/** Of a failure that is of another kind, the failure itself. */
export function translateListenError(
  error: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
): Error {
  const mistake = listenMistakeOf(error.code ?? '', host, String(port));
  return mistake === undefined ? error : new ConfigurationError([mistake]);
}

function listenMistakeOf(code: string, host: string, port: string) {
  switch (code) {
    case 'EADDRINUSE': {
      const cure = 'Stop that program, most likely another one of this bot, or set another PORT.';
      return { setting: 'PORT', wrong: `is ${port}, where another program listens already.`, cure };
    }
    case 'EACCES': {
      const cure = 'Use one above 1023, such as 3978, and let a reverse proxy lead to it.';
      return { setting: 'PORT', wrong: `is ${port}, where the bot may not listen.`, cure };
    }
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL': {
      const cure = 'Use 127.0.0.1, or 0.0.0.0 for every address that it has.';
      return { setting: 'HOST', wrong: `is "${host}", which is no address of this machine.`, cure };
    }
    default:
      return undefined;
  }
}
