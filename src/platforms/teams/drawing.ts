/** Views and forms → Adaptive Cards, within the size that every Teams client takes. */
import type { FormView } from '../../core/form-view';
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

  /** Throws for what is too large. */
  function draw(card: string, model: object, { entities } = nobody): object {
    const drawn = withEntities(cards.draw(card, model), entities);
    const bytes = bytesOf(drawn);
    if (bytes <= mostBytes) return drawn;
    throw new Error(`The card "${card}" has ${String(bytes)} bytes; Teams takes ${String(mostBytes)}.`);
  }
  /** A card that cannot be drawn, or is too large, is a fault of ours: the person still gets the words. */
  function drawOrSay(view: View, viewers: readonly string[] = [], mentions = nobody): object {
    try {
      return draw(view.card, { ...view.model, viewers, mentions: mentions.words }, mentions);
    } catch (error) {
      if (tools.strict) throw error;
      tools.log.error({ card: view.card, err: error }, 'a card could not be drawn');
      return withFewerRows(view, (model) => draw(view.card, { ...model, viewers, mentions: '' })) ?? inWords(view.text);
    }
  }
  /** Nothing else holds what was typed: it is for Teams to say whether a dialog takes more than a message. */
  function drawForm(form: FormView): object {
    const whole = cards.draw('form', formModel(form, pack(bare(form))));
    if (bytesOf(whole) <= mostBytes) return whole;
    const model = formModel(form, '');
    try {
      return draw('form', model);
    } catch (error) {
      if (tools.strict) throw error;
      tools.log.error({ form: form.key.id, err: error }, 'a form is too large');
      return cards.draw('form', model);
    }
  }

  const offer = (title: string, say: string, opens: Carried): object =>
    cards.draw('form-offer', { title, say, label: 'Open', data: carryToDialog(opens) });

  return {
    view: drawOrSay,
    form: drawForm,
    offer: ({ title, key }, say) => offer(title, say, { open: key }),
    giveBack(form, say) {
      const drawn = offer(form.title, say, { typed: pack(form), card: form.card?.message });
      return bytesOf(drawn) <= mostBytes ? drawn : undefined;
    },
    waiting: (words, again) => draw('waiting', { ...words, bot: again === undefined ? '' : JSON.stringify(again) }),
    welcome: (name) => draw('welcome', { name }),
  };
}

/** The same with fewer rows, and how many are left out; undefined where that is no help. */
function withFewerRows({ model }: View, draw: (model: object) => object): object | undefined {
  const { rows, hint = '' } = model as { rows?: unknown; hint?: unknown };
  if (!Array.isArray(rows) || typeof hint !== 'string') return undefined;
  for (let most = rows.length - 1; most > 0; most -= 1) {
    const left = `+${String(rows.length - most)} more, for which this message has no room.`;
    try {
      return draw({ ...model, rows: rows.slice(0, most) as readonly unknown[], hint: `${hint} ${left}`.trim() });
    } catch {
      continue;
    }
  }
  return undefined;
}

/** So many are certain to have room, whatever they are. */
const mostCharacters = 4000;
function inWords(text: string): object {
  const words = Array.from(text).slice(0, mostCharacters).join('');
  return { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: md(words), wrap: true }] };
}

const bytesOf = (drawn: object): number => Buffer.byteLength(JSON.stringify(drawn));

const withEntities = (card: { readonly msteams?: object }, entities: readonly object[]): object =>
  entities.length === 0 ? card : { ...card, msteams: { ...card.msteams, entities } };
