/** The embedded Autotask in a process of its own; prints where it is. */
import { startSandbox } from '../../../src/dev/sandbox';

/** Milliseconds that each answer takes. */
const { OPPORTUNITIES = '400', LATENCY = '0', ALL_OPEN } = process.env;

async function main(): Promise<void> {
  const switches = { threads: 1e6, requestThreshold: 1e9 };
  const { url, webUrl, credentials, records, faults } = await startSandbox({
    clock: () => new Date(),
    opportunities: Number(OPPORTUNITIES),
    switches,
  });
  const latency = Number(LATENCY);
  if (latency > 0) faults.plan({ fault: { kind: 'slow', ms: latency }, times: Number.MAX_SAFE_INTEGER });
  const others = ALL_OPEN === undefined ? [] : records.list('Opportunities', ({ status }) => status !== 1);
  for (const { id } of others) records.edit('Opportunities', Number(id), { status: 1 });
  const [open] = records.list('Opportunities', ({ status }) => status === 1);
  process.stdout.write(JSON.stringify({ url, webUrl, credentials, open: open?.['id'] }));
}
void main();
