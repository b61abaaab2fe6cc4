/** A few words, with a title. */
import type { View } from '../core/reply';
import { shorten } from './format';

/** What was asked for may be repeated in them. */
const most = 2000;

export function noticeView(title: string, text: string): View {
  const say = shorten(text, most);
  return { card: 'notice', model: { title, say }, text: `${title}. ${say}` };
}
