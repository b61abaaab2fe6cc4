/** Views and forms → Adaptive Cards, within the size that every Teams client takes. */
import type { FormView } from '../../core/form';
import type { Logger } from '../../core/log';
import type { View } from '../../core/reply';
import { loadCards } from '../../render/cards';
import { md } from '../../render/escapes';
import { bare, formModel } from './form-model';
import { nobody, type Mentions } from './mentioning';
import { pack } from './packed';
import { carryToDialog, encodeToken, type Carried } from './tokens';

/** Teams refuses a message over 28 KB on its older clients; the envelope needs some of it. */
export const mostBytes = 26 * 1024;

export interface Drawing {
  /** `viewers` are those whose client draws the card anew by itself, where the card offers that. */
  view(view: View, viewers?: readonly string[], mentions?: Mentions): object;
  form(form: FormView): object;
  /** A card whose one button opens a dialog: words cannot open one by themselves. */
  offer(form: Pick<FormView, 'title' | 'key'>, say: string): object;
  /** The same with everything typed in the button; undefined where it is more than a card can carry. */
  giveBack(form: FormView, say: string): object | undefined;
  /** A page that says what is under way, with a button to look again where that helps. */
  waiting(words: { title: string; say: string }, again?: Carried): object;
  welcome(name: string): object;
}

export function createDrawing(tools: { log: Logger; strict: boolean }): Drawing {
  const cards = loadCards('teams', encodeToken);

  function draw(card: string, model: object, { entities } = nobody): object {
    const drawn = withEntities(cards.draw(card, model), entities);
    const bytes = bytesOf(drawn);
    if (bytes <= mostBytes) return drawn;
    const words = `The card "${card}" has ${String(bytes)} bytes; Teams takes ${String(mostBytes)}.`;
    if (tools.strict) throw new Error(words);
    tools.log.error({ card, bytes }, words);
    return drawn;
  }
  /** A card that cannot be drawn is a fault of ours: the person still gets the words. */
  function drawOrSay(view: View, viewers: readonly string[] = [], mentions = nobody): object {
    try {
      return draw(view.card, { ...view.model, viewers, mentions: mentions.words }, mentions);
    } catch (error) {
      if (tools.strict) throw error;
      tools.log.error({ card: view.card, err: error }, 'a card could not be drawn');
      return { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: md(view.text), wrap: true }] };
    }
  }

  const offer = (title: string, say: string, opens: Carried): object =>
    cards.draw('form-offer', { title, say, label: 'Open', data: carryToDialog(opens) });

  return {
    view: drawOrSay,
    form(form) {
      const whole = cards.draw('form', formModel(form, pack(bare(form))));
      return bytesOf(whole) <= mostBytes ? whole : draw('form', formModel(form, ''));
    },
    offer: ({ title, key }, say) => offer(title, say, { open: key }),
    giveBack(form, say) {
      const drawn = offer(form.title, say, { typed: pack(form), card: form.card?.message });
      return bytesOf(drawn) <= mostBytes ? drawn : undefined;
    },
    waiting: (words, again) => draw('waiting', { ...words, bot: again === undefined ? '' : JSON.stringify(again) }),
    welcome: (name) => draw('welcome', { name }),
  };
}

const bytesOf = (drawn: object): number => Buffer.byteLength(JSON.stringify(drawn));

const withEntities = (card: { readonly msteams?: object }, entities: readonly object[]): object =>
  entities.length === 0 ? card : { ...card, msteams: { ...card.msteams, entities } };
