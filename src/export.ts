/** `npm run db:export` and `npm run audit:export`: what is stored, written out as lines. */
import { parseArgs } from 'node:util';
import { environment } from './config';
import { createLog } from './operations/log';
import { Misconfigured } from './operations/settings';
import { readStorage } from './operations/storage-settings';
import { auditFormats, auditLines } from './storage/audit-export';
import { exportedLines } from './storage/export';
import { DatabaseUnusable } from './storage/unusable';
import { writeOut } from './storage/writing';

const usage = `
  npm run --silent db:export -- [--file <name>]
  npm run --silent audit:export -- [--format jsonl|csv] [--since yyyy-mm-dd] [--until yyyy-mm-dd] [--file <name>]
`;

class Mistyped extends Error {}

async function main(): Promise<void> {
  const { positionals, values } = typed();
  const storage = { ...readStorage(environment()), log: createLog('silent', []) };
  if (positionals[0] === 'audit') {
    const wanted = { format: formatOf(values.format), since: dayOf(values.since), until: dayOf(values.until) };
    return writeOut(storage, (db) => auditLines(db, wanted), values.file);
  }
  return writeOut(storage, exportedLines, values.file);
}

function typed() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ allowPositionals: true, options: { file: text, format: text, since: text, until: text } });
  } catch (error) {
    throw new Mistyped(String(error));
  }
}

function formatOf(value = 'jsonl') {
  const format = auditFormats.find((one) => one === value);
  if (format === undefined) throw new Mistyped(`--format is "${value}".`);
  return format;
}

function dayOf(value: string | undefined): Date | undefined {
  if (value === undefined) return undefined;
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) throw new Mistyped(`"${value}" is no day.`);
  return moment;
}

main().catch((error: unknown) => {
  // Standard output may be a file that others read.
  if (error instanceof Mistyped) console.error(`${error.message}\n${usage}`);
  else if (error instanceof DatabaseUnusable || error instanceof Misconfigured) console.error(error.message);
  else if ((error as NodeJS.ErrnoException).code === 'EPIPE') return;
  else console.error('The export failed:', error);
  process.exitCode = 1;
});
