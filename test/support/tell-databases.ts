/** Before the contract tests: says in one line when they do not run on a PostgreSQL server. */
function tellDatabases(): void {
  if (process.env['TEST_DATABASE_URL'] !== undefined) return;
  process.stderr.write(
    'TEST_DATABASE_URL names no PostgreSQL server: contract tests run on the embedded database alone.\n',
  );
}

export = tellDatabases;
