/** The settings of digests: who may set them up, when one is too late, when an opportunity is stuck. */
import type { SettingsReader } from './settings';

export interface DigestConfig {
  /** Everybody who is linked; whoever set it up; or these e-mail addresses, in small letters. */
  readonly editors: 'everyone' | 'author' | readonly string[];
  /** One that is later than this is left out. */
  readonly skipAfterHours: number;
  /** After so many days in one stage an opportunity is stuck; `stages` by id or label, in small letters. */
  readonly stuckDays: { readonly usual: number; readonly stages: Readonly<Record<string, number>> };
}
export function readDigestConfig(reader: SettingsReader): DigestConfig {
  const named = (reader.text('DIGEST_EDITORS') ?? 'everyone').toLowerCase();
  const editors = named === 'everyone' || named === 'author' ? named : named.split(',').map((part) => part.trim());
  if (typeof editors !== 'string' && editors.some((editor) => !/^\S+@\S+$/.test(editor))) {
    const cure = 'Use everyone, author, or e-mail addresses with commas between them.';
    reader.mistake('DIGEST_EDITORS', `is "${named}".`, cure);
  }
  const skipAfterHours = Number(reader.text('DIGEST_SKIP_AFTER_HOURS') ?? 12);
  if (!(skipAfterHours > 0 && skipAfterHours <= 168)) {
    const wrong = `is "${reader.text('DIGEST_SKIP_AFTER_HOURS') ?? ''}".`;
    reader.mistake('DIGEST_SKIP_AFTER_HOURS', wrong, 'Use a number of hours from 1 to 168, such as 12.');
  }
  return { editors, skipAfterHours, stuckDays: readStuckDays(reader) };
}

/** `45` for all stages; `45, Quote Sent = 14` with another number for one of them. */
function readStuckDays(reader: SettingsReader): DigestConfig['stuckDays'] {
  const parts = (reader.text('DIGEST_STUCK_DAYS') ?? '').split(',').filter((part) => part.trim() !== '');
  const read = parts.map((part) => /^(?:(.*\S)\s*=)?\s*(\d{1,4})$/.exec(part.trim()));
  if (read.some((match) => match === null)) {
    const cure = 'Use a number of days such as 45, and others for single stages: 45, Quote Sent = 14.';
    reader.mistake('DIGEST_STUCK_DAYS', `is "${parts.join(',')}".`, cure);
  }
  const named = read.map((match) => [match?.[1]?.toLowerCase() ?? '', Number(match?.[2])] as const);
  const stages = Object.fromEntries(named.filter(([stage]) => stage !== ''));
  return { usual: named.find(([stage]) => stage === '')?.[1] ?? 45, stages };
}
