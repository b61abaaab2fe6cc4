/** Reading 20,000 opportunities in the fields that a digest needs, and how many requests that takes. */
import { AutotaskRestApi } from '@apigrate/autotask-restapi';
import { summaryFields } from '../../src/autotask/opportunities/mapping';
import { connectClient } from '../support/client';
import { median, type Benchmark } from './bench';
import { headersOf, startTenant, type Tenant } from './stage';

const opportunities = 20_000;
const size = 500;
const rounds = 9;

interface Page {
  readonly items: readonly { readonly id: number }[];
  readonly pageDetails: { readonly nextPageUrl: string | null };
}
const queryFrom = (id: number) => ({
  maxRecords: size,
  includeFields: ['id', ...summaryFields],
  filter: [{ op: 'gt', field: 'id', value: id }],
});

/** As our own client reads: a page leads to the next one. */
async function readWithFetch(tenant: Tenant): Promise<number> {
  const body = JSON.stringify(queryFrom(0));
  let url: string | null = `${tenant.url}V1.0/Opportunities/query`;
  let count = 0;
  while (url !== null) {
    const response: Response = await fetch(url, { method: 'POST', headers: headersOf(tenant), body });
    const { items, pageDetails } = (await response.json()) as Page;
    count += items.length;
    url = pageDetails.nextPageUrl;
  }
  return count;
}

/** It follows no next page, so those who use it ask for what comes after the last id. */
async function readWithApigrate(tenant: Tenant): Promise<number> {
  const { username, secret, integrationCode } = tenant.credentials;
  const api = new AutotaskRestApi(username, secret, integrationCode, { base_url: tenant.url });
  let [count, last] = [0, 0];
  for (;;) {
    const { items } = await api.Opportunities.query(queryFrom(last));
    count += items.length;
    last = items.at(-1)?.id ?? last;
    if (items.length < size) return count;
  }
}

async function readWithClient(tenant: Tenant): Promise<number> {
  const client = connectClient(tenant.url, tenant.credentials);
  let count = 0;
  await client.each({}, () => count++);
  return count;
}

type ReadAll = (tenant: Tenant) => Promise<number>;

/** Milliseconds, the middle of some rounds; all take part in each round, so that none finds Autotask colder. */
async function measureReads(tenant: Tenant, reads: readonly ReadAll[]): Promise<readonly number[]> {
  const durations = reads.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, read] of reads.entries()) {
      const startedAt = performance.now();
      const count = await read(tenant);
      if (count !== opportunities) throw new Error(`${String(count)} were read instead of ${String(opportunities)}.`);
      durations[index]?.push(performance.now() - startedAt);
    }
  }
  return durations.map(median);
}

export const benchmarkReading: Benchmark = async () => {
  const tenant = await startTenant({ OPPORTUNITIES: String(opportunities) });
  const [ours = 0, apigrate = 0, fetched = 0] = await measureReads(tenant, [
    readWithClient,
    readWithApigrate,
    readWithFetch,
  ]);
  await tenant.stop();
  const perSecond = (milliseconds: number) => (opportunities * 1000) / milliseconds;
  const what = 'opportunities read, checked, a second';
  return [
    {
      what,
      unit: '/s',
      ours: perSecond(ours),
      baseline: { name: '@apigrate/autotask-restapi', value: perSecond(apigrate) },
      aim: { atLeast: 1 },
    },
    {
      what,
      unit: '/s',
      ours: perSecond(ours),
      baseline: { name: 'bare fetch', value: perSecond(fetched) },
      aim: { atLeast: 0.6 },
    },
  ];
};
