/** What it costs to hold each record against the description of the API. */
import { createSchemaValidator } from '../../src/autotask/http/api';
import type { Benchmark } from './bench';
import { measureCalls } from './in-process';
import { headersOf, startTenant } from './stage';

const size = 500;
const path = '/V1.0/Opportunities/query';

export const benchmarkChecks: Benchmark = async () => {
  const tenant = await startTenant({ OPPORTUNITIES: '1000' });
  const query = { maxRecords: size, filter: [{ op: 'gte', field: 'id', value: 0 }] };
  const response = await fetch(`${tenant.url}V1.0/Opportunities/query`, {
    method: 'POST',
    headers: headersOf(tenant),
    body: JSON.stringify(query),
  });
  const text = await response.text();
  await tenant.stop();
  const contract = createSchemaValidator();
  const times = await measureCalls({
    checked: () => {
      contract.validateRequest(path, 'POST', query);
      return contract.parseResponse(path, 'POST', text);
    },
    parsed: () => JSON.parse(text) as unknown,
  });
  const perRecord = (milliseconds: number) => (milliseconds * 1000) / size;
  return [
    {
      what: 'request and answer checked, a record',
      unit: 'µs',
      ours: perRecord(times.checked - times.parsed),
      baseline: { name: 'allowed', value: 15 },
      aim: { atMost: 1 },
    },
    {
      what: 'parsed and checked, a record',
      unit: 'µs',
      ours: perRecord(times.checked),
      baseline: { name: 'JSON.parse alone', value: perRecord(times.parsed) },
    },
  ];
};
