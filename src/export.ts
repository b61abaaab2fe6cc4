/** `npm run db:export` and `npm run audit:export`: what is stored, written out as lines. */
import { parseArgs } from 'node:util';
import { loadStorageConfig } from './config';
import { loadEnvironment } from './config/env-file';
import { createLog } from './operations/log';
import { ConfigurationError } from './config/settings';
import { auditFormats, auditLines } from './storage/audit';
import { exportLines, writeLines } from './storage/export';
import { DatabaseError } from './storage/database';

const usage = `
  npm run --silent db:export -- [--file <name>]
  npm run --silent audit:export -- [--format jsonl|csv] [--since yyyy-mm-dd] [--until yyyy-mm-dd] [--file <name>]
`;

class UsageError extends Error {}

async function main(): Promise<void> {
  const { positionals, values } = parseArguments();
  const storage = { ...loadStorageConfig(loadEnvironment()), log: createLog('silent', []) };
  if (positionals[0] === 'audit') {
    const options = {
      format: parseFormat(values.format),
      since: parseDay(values.since),
      until: parseDay(values.until),
    };
    return writeLines(storage, (db) => auditLines(db, options), values.file);
  }
  return writeLines(storage, exportLines, values.file);
}

function parseArguments() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ allowPositionals: true, options: { file: text, format: text, since: text, until: text } });
  } catch (error) {
    throw new UsageError(String(error));
  }
}

function parseFormat(value = 'jsonl') {
  const format = auditFormats.find((one) => one === value);
  if (format === undefined) throw new UsageError(`--format is "${value}".`);
  return format;
}

function parseDay(value: string | undefined): Date | undefined {
  if (value === undefined) return undefined;
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) throw new UsageError(`"${value}" is no day.`);
  return moment;
}

main().catch((error: unknown) => {
  // Standard output may be a file that others read.
  if (error instanceof UsageError) console.error(`${error.message}\n${usage}`);
  else if (error instanceof DatabaseError || error instanceof ConfigurationError) console.error(error.message);
  else if ((error as NodeJS.ErrnoException).code === 'EPIPE') return;
  else console.error('The export failed:', error);
  process.exitCode = 1;
});
