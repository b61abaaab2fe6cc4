/** What is set up in a conversation, one row each, with what can be done about it. */
import type { ActionRef } from '../core/cards/button';
import type { View } from '../core/reply';

export interface SettingsRow {
  readonly title: string;
  readonly about: string;
  readonly actions: readonly ActionRef[];
}
export interface SettingsModel {
  readonly title: string;
  /** What just happened; empty when it was merely looked up. */
  readonly news: string;
  readonly rows: readonly SettingsRow[];
  readonly hint: string;
  readonly controls: readonly ActionRef[];
}

export function settingsView(settings: SettingsModel): View {
  const { title, news, rows, hint } = settings;
  const lines = [title, news, ...rows.map((row) => `${row.title}: ${row.about}`), hint];
  return { card: 'settings', model: settings, text: lines.filter((line) => line !== '').join('\n') };
}
