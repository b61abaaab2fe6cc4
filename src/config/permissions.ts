/** Reads who may do what, and where: values between commas. */
import type { SettingsReader } from './settings';

/** People by e-mail address or the platform's own id, conversations by id. Undefined permits everybody, or everywhere. */
export interface PermissionsConfig {
  readonly administrators: readonly string[];
  readonly channels: readonly string[] | undefined;
  readonly readers: readonly string[] | undefined;
  readonly writers: readonly string[] | undefined;
  /** By kind of change, in place of `writers`. */
  readonly changes: Readonly<Record<string, readonly string[] | undefined>>;
}

export function readPermissionsConfig(reader: Pick<SettingsReader, 'text' | 'mistake'>): PermissionsConfig {
  const list = (setting: string, cure = personCure): readonly string[] | undefined => {
    const values = parseList(reader.text(setting) ?? '');
    // It would be nobody's, without a word.
    const odd = values?.find((value) => /[\s;<>'"]|^[#@]/.test(value));
    if (odd !== undefined) reader.mistake(setting, `names "${odd}".`, cure);
    return values;
  };
  return {
    administrators: list('ADMINISTRATORS') ?? [],
    channels: list('ALLOWED_CHANNELS', channelCure),
    readers: list('MAY_READ'),
    writers: list('MAY_WRITE'),
    changes: {
      edit: list('MAY_EDIT'),
      close: list('MAY_CLOSE'),
      create: list('MAY_CREATE'),
      note: list('MAY_NOTE'),
    },
  };
}

const channelCure =
  'Use the ids of channels with commas between: C0123ABCDEF at the end of a Slack channel’s details, 19:…@thread.tacv2 in the link to a Teams channel.';
const personCure = 'Use e-mail addresses, or the platform’s own ids, with commas between.';

/** Undefined when there are none. */
function parseList(text: string): readonly string[] | undefined {
  const values = text
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  return values.length === 0 ? undefined : values;
}
