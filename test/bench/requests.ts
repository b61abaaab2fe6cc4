/** How many requests to Autotask a list and a digest take, against the least that its API allows. */
import { openBot, type BotFixture } from '../support/whole-bot';
import type { Benchmark } from './bench';

const page = 500;
/** Companies, contacts and owners. */
const kindsOfNames = 3;

export const benchmarkRequests: Benchmark = async () => {
  const many = 20_000;
  const bot = await openBot({ opportunities: many, switches: { requestThreshold: 1e9 } });
  await warmUp(bot);
  const records = bot.sandbox.records;
  for (const { id } of records.list('Opportunities')) records.edit('Opportunities', Number(id), { status: 1 });
  const list = await countRequests(bot, 'list sort:-amount amount:>0');
  const digest = await countRequests(bot, 'digest preview');
  await bot.stop();
  return [
    {
      what: 'list of 5,000, requests',
      unit: '',
      ours: list,
      baseline: {
        name: `pages of ${String(page)} + names`,
        value: 5000 / page + kindsOfNames,
      },
      aim: { atMost: 1 },
    },
    {
      what: 'digest of 20,000, requests',
      unit: '',
      ours: digest,
      baseline: { name: `pages of ${String(page)} + names`, value: Math.ceil(many / page) + 2 },
      aim: { atMost: 1 },
    },
  ];
};

/** Fields, lists and the person are known afterwards, as they are all day. */
async function warmUp(bot: BotFixture): Promise<void> {
  await bot.client.warmUp();
  await bot.bot.route('whoami').run(bot.newInteraction());
}

async function countRequests(bot: BotFixture, words: string): Promise<number> {
  bot.takeRequests();
  await bot.bot.route(words).run(bot.newInteraction());
  return bot.takeRequests().length;
}
