/** `npm ci` works on every platform: a lock that lacks another platform's binary is refused there, and here. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const lock = JSON.parse(readFileSync(join(__dirname, '../../package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, Locked>>;
};

/** Where node would look for a package from a folder, nearest first. */
function* placesFor(name: string, from: string): Generator<string> {
  const steps = from.split('/node_modules/');
  for (let depth = steps.length; depth > 0; depth -= 1)
    yield `${steps.slice(0, depth).join('/node_modules/')}/node_modules/${name}`;
  yield `node_modules/${name}`;
}

it('holds every optional package that it names', () => {
  const missing = Object.entries(lock.packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => ![...placesFor(name, from)].some((place) => place in lock.packages))
      .map((name) => `${name} of ${from}`),
  );
  expect(missing).toEqual([]);
});

it('names no address to download from', () => {
  expect(Object.values(lock.packages).filter(({ resolved }) => resolved?.startsWith('http'))).toEqual([]);
});
