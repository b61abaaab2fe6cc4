/** What one digest of 20,000 open opportunities takes of memory, at its worst moment, above the idle process. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Benchmark } from './bench';
import { startProgram } from './processes';
import { startSlackService } from './slack-service';
import { freeAddress, settingsFor, startTenant, withDatabase } from './stage';

const allowedMegabytes = 300;

export const benchmarkDigestMemory: Benchmark = async () => {
  const tenant = await startTenant({ OPPORTUNITIES: '20000', ALL_OPEN: '1' });
  const { port, url } = await freeAddress();
  const service = await startSlackService(`${url}/slack/events`);
  const above = await withDatabase(async (env) => {
    const bot = await startProgram('bots/ours.mjs', {
      ...settingsFor(tenant, { port, apiUrl: service.apiUrl }),
      ...env,
    });
    await service.askCommand('whoami');
    await pause(3000);
    const idle = bot.memory();
    let most = idle;
    const sampling = setInterval(() => (most = Math.max(most, bot.memory())), 20);
    await service.askCommand('digest preview');
    clearInterval(sampling);
    await bot.stop();
    return most - idle;
  });
  await service.stop();
  await tenant.stop();
  return [
    {
      what: 'digest of 20,000: memory above idle, at most',
      unit: 'MB',
      ours: above,
      baseline: { name: 'allowed', value: allowedMegabytes },
      aim: { atMost: 1 },
    },
  ];
};
