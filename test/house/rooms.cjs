// Which room may import which: the table "Who may import whom" in src/README.md, as rules.
const rooms = {
  core: [],
  opportunity: ['core/days', 'core/errors', 'core/interaction', 'core/schedule'],
  outbox: ['core', 'opportunity'],
  views: ['core', 'opportunity', 'outbox/entry'],
  features: ['core', 'opportunity', 'views', 'outbox'],
  render: ['core'],
  autotask: ['core', 'opportunity'],
  storage: ['core', 'opportunity', 'outbox/entry'],
  config: ['core', 'operations'],
  operations: ['core', 'config', 'autotask', 'storage'],
};
const platforms = ['slack', 'teams'];
/** What people can do, slice by slice: none knows another. */
const slices = ['record', 'lookup', 'notes', 'digest', 'watch', 'pending', 'access'];
/** What several slices stand on; none of it knows a slice, and the later ones may use the earlier. */
const grounds = ['choosing', 'changing', 'subscribing'];

/** A room may import itself, the rooms named, and packages. */
const mayImportOnly = (room, others) => ({
  name: `${room} imports only ${[room, ...others].join(', ')}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: [room, ...others].map((other) => `^src/${other}(/|\\.ts$)`) },
});
/** A package lives in the places named and nowhere else. */
const livesOnlyIn = (what, pattern, places) => ({
  name: `${what} lives only in ${places.join(', ')}`,
  severity: 'error',
  from: { path: '^src/', pathNot: places.map((place) => `^src/${place}`) },
  to: { path: `node_modules/(${pattern})(/|$)` },
});
/** A room that must stay pure imports no package beyond these. */
const packagesOf = (room, allowed) => ({
  name: `${room} uses no package but ${allowed.join(', ') || 'none'}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    dependencyTypes: ['npm', 'core'],
    ...(allowed.length > 0 ? { pathNot: allowed.flatMap((name) => [`node_modules/${name}/`, `^${name}$`]) } : {}),
  },
});

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, others]) => mayImportOnly(room, others)),
    ...platforms.map((name) => mayImportOnly(`platforms/${name}`, ['core', 'render'])),
    ...slices.map((slice) => ({
      name: `features/${slice} knows no other slice`,
      severity: 'error',
      from: { path: `^src/features/${slice}/` },
      to: { path: `^src/features/(${slices.filter((other) => other !== slice).join('|')})/` },
    })),
    ...grounds.map((ground, index) => ({
      name: `features/${ground} knows no slice`,
      severity: 'error',
      from: { path: `^src/features/${ground}/` },
      to: { path: `^src/features/(${[...slices, ...grounds.slice(index + 1)].join('|')})/` },
    })),
    {
      name: 'every folder of features is a slice or a ground',
      severity: 'error',
      from: {},
      to: { path: '^src/features/[^/]+/', pathNot: `^src/features/(${[...slices, ...grounds].join('|')})/` },
    },
    packagesOf('core', ['zod', 'fastest-levenshtein', 'chrono-node', 'croner', 'crypto', 'node:crypto']),
    packagesOf('opportunity', []),
    packagesOf('views', ['zod']),
    packagesOf('features', ['zod']),
    livesOnlyIn('The Slack SDK', '@slack/[^/]+', ['platforms/slack', 'dev']),
    livesOnlyIn('The Bot Framework SDK', 'botbuilder[^/]*|botframework[^/]*', ['platforms/teams', 'dev']),
    livesOnlyIn('The card engine', 'adaptivecards-templating|adaptive-expressions', ['render']),
    livesOnlyIn('The database', '@electric-sql/[^/]+|kysely|kysely-pglite-dialect|pg|pg-boss|proper-lockfile', [
      'storage',
    ]),
    livesOnlyIn('The API client', 'openapi-fetch|ajv', ['autotask', 'dev/sandbox']),
    {
      name: 'dev stays out of production',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/dev/' },
      to: { path: '^src/dev/' },
    },
    {
      name: 'the sandbox is written independently of the client and its rules',
      severity: 'error',
      from: { path: '^src/dev/sandbox/' },
      to: { path: '^src/', pathNot: ['^src/dev/sandbox/', '^src/core/'] },
    },
    {
      name: 'no circles, imports of types counted',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '^src/(main|doctor|manifest|dev/main)\\.ts$',
          '\\.json$',
          '^src/dev/playground/page/',
          '^src/dev/sandbox/coverage\\.ts$',
        ],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
