/** A few words, with a title. */
import type { View } from '../core/reply';

export function noticeView(title: string, say: string): View {
  return { card: 'notice', model: { title, say }, text: `${title}. ${say}` };
}
