// The house rules that a linter can see: sizes, forgotten promises, the one reader of the environment, the one way in.
import tseslint from 'typescript-eslint';

const noPlatformInFeatures = {
  selector: "BinaryExpression > MemberExpression[property.name='platform']",
  message: 'A feature cannot name a platform: let the adapter decide.',
};
const house = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
  { selector: "Program > VariableDeclaration[kind='let']", message: 'No module-level mutable state.' },
];
const oneClock = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Tests go by test/support/clock.ts.' },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Tests go by test/support/clock.ts.',
  },
];
const realTime = [
  // The one clock itself.
  'test/support/clock.ts',
  // Tokens that botbuilder checks by the machine's time.
  'test/support/bot-framework-keys.ts',
  // Whole processes that are measured, killed or left running: nothing that they look for depends on the day.
  'test/bench/**',
  'test/soak/**',
  'test/support/soak-bot.ts',
];
const beside = [
  // The database server's clock is the machine's.
  'test/contract/database-doctor.test.ts',
  // The doctor of the command line is a process of its own.
  'test/contract/doctor-visit.test.ts',
];

export default tseslint.config(
  { ignores: ['**/schema.d.ts', '**/*.mjs', '**/*.cjs'] },
  {
    files: ['src/**/*.{ts,tsx}', 'test/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: new URL('../..', import.meta.url).pathname },
    },
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 10],
      'max-params': ['error', 4],
      'max-depth': ['error', 3],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...house],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/config/*.ts reads the environment.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['src/features/**', 'src/views/**'],
    rules: { 'no-restricted-syntax': ['error', ...house, noPlatformInFeatures] },
  },
  { files: ['src/platforms/load.ts'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['src/config/*.ts', 'src/dev/main.ts', 'test/**'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['src/main.ts', 'src/doctor.ts', 'src/manifest.ts', 'src/export.ts', 'src/dev/main.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // What `beforeAll` makes for the tests of a file lives in the module.
      'no-restricted-syntax': ['error', ...house.slice(0, 2), ...oneClock],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
    },
  },
  { files: realTime, rules: { 'no-restricted-syntax': ['error', ...house.slice(0, 2)] } },
  {
    files: ['test/**/*.ts'],
    ignores: beside,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/support/clock', './clock'],
              importNames: ['realClock'],
              message:
                'Only beside what goes by the machine: name the file in test/house/eslint.config.mjs, with the reason.',
            },
          ],
        },
      ],
    },
  },
);
