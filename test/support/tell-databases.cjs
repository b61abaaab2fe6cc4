/** After the tests: says how many were left out because no PostgreSQL server is named. */
module.exports = class TellDatabases {
  onRunComplete(_contexts, { testResults }) {
    const skipped = testResults
      .flatMap((file) => file.testResults)
      .filter(({ status, fullName }) => status === 'pending' && fullName.includes('PostgreSQL'));
    if (skipped.length === 0) return;
    const { length } = skipped;
    process.stderr.write(
      `\nLeft out: ${length} ${length === 1 ? 'test' : 'tests'} that need PostgreSQL. TEST_DATABASE_URL names a server for them.\n`,
    );
  }
};
