/** Milliseconds of one call, the middle of many: after a warm-up, in this process. */

export async function measureCalls<Name extends string>(
  calls: Readonly<Record<Name, () => unknown>>,
  milliseconds = 1000,
): Promise<Readonly<Record<Name, number>>> {
  const { Bench } = await import('tinybench');
  const tiny = new Bench({ time: milliseconds, warmupTime: milliseconds / 4, throws: true });
  for (const [name, call] of Object.entries<() => unknown>(calls)) tiny.add(name, call);
  const tasks = await tiny.run();
  const times = tasks.map(({ name, result }) => {
    if (result.state !== 'completed') throw new Error(`${name} was not measured: ${result.state}.`);
    return [name, result.latency.p50] as const;
  });
  return Object.fromEntries(times) as Readonly<Record<Name, number>>;
}
