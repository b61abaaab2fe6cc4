/** The settings of what is stored: where it is, and for how long. */
import { ConfigurationError, createSettingsReader, type Environment, type SettingsReader } from './settings';

export interface StorageConfig {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly retention: {
    /** The record of changes. */
    readonly auditDays: number;
    /** What digests compare with. */
    readonly snapshotDays: number;
  };
}

export const readStorageConfig = (reader: SettingsReader): StorageConfig => ({
  dataDir: reader.text('DATA_DIR') ?? 'data',
  databaseUrl: readDatabaseUrl(reader),
  retention: {
    auditDays: reader.integer('AUDIT_DAYS', { usual: 730, from: 1, to: 36_500 }),
    snapshotDays: reader.integer('READINGS_DAYS', { usual: 400, from: 40, to: 36_500 }),
  },
});

/** All that an export needs, also where nothing else is set up. Throws `ConfigurationError`. */
export function loadStorageConfig(env: Environment): StorageConfig {
  const reader = createSettingsReader(env);
  const settings = readStorageConfig(reader);
  if (reader.mistakes.length > 0) throw new ConfigurationError(reader.mistakes);
  return settings;
}

function readDatabaseUrl(reader: SettingsReader): string | undefined {
  const value = reader.text('DATABASE_URL');
  const protocol = value !== undefined && URL.canParse(value) ? new URL(value).protocol : '';
  if (value !== undefined && !['postgres:', 'postgresql:'].includes(protocol)) {
    reader.mistake(
      'DATABASE_URL',
      'is no address of a PostgreSQL database.',
      `Use postgres://user:password@host/name. ${escaped}`,
    );
  } else if (value !== undefined && !isEscaped(new URL(value))) {
    reader.mistake('DATABASE_URL', 'has a % in the user or the password that stands for no character.', escaped);
  }
  return value;
}

const escaped = 'In the user and the password write # as %23, / as %2F, ? as %3F, @ as %40 and % as %25.';

function isEscaped({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}
