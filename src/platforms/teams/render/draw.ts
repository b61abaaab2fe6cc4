/** Views and forms → Adaptive Cards, within the size that every Teams client takes. */
import type { FormView } from '../../../core/forms/form-view';
import type { Logger } from '../../../core/log';
import type { View } from '../../../core/reply';
import { loadCards } from '../../../render/cards';
import { md } from '../../../render/escapes';
import { withoutInputValues, formModel } from './form-model';
import { noMentions, type Mentions } from './mentioning';
import { encodeForm } from './form-codec';
import { encodeDialogPayload, encodeToken, type ButtonPayload } from './tokens';

/** Teams refuses a message over 28 KB on its older clients; the envelope needs some of it. */
export const maxCardBytes = 26 * 1024;

export interface TeamsRenderer {
  /** `viewers` are those whose client draws the card anew by itself, where the card offers that. */
  view(view: View, viewers?: readonly string[], mentions?: Mentions): object;
  form(form: FormView): object;
  /** A card whose one button opens a dialog: words cannot open one by themselves. */
  offer(form: Pick<FormView, 'title' | 'key'>, say: string): object;
  /** The same with everything typed in the button; undefined where it is more than a card can carry. */
  offerWithInput(form: FormView, say: string): object | undefined;
  /** A page that says what is under way, with a button to look again where that helps. */
  waiting(words: { title: string; say: string }, retryPayload?: ButtonPayload): object;
  welcome(name: string): object;
}

export function createTeamsRenderer(deps: { log: Logger; strict: boolean }): TeamsRenderer {
  const cards = loadCards('teams', encodeToken);

  /** Throws for what is too large. */
  function render(card: string, model: object, { entities } = noMentions): object {
    const rendered = withEntities(cards.render(card, model), entities);
    const bytes = bytesOf(rendered);
    if (bytes <= maxCardBytes) return rendered;
    throw new Error(`The card "${card}" has ${String(bytes)} bytes; Teams takes ${String(maxCardBytes)}.`);
  }
  /** A card that cannot be drawn, or is too large, is a fault of ours: the person still gets the words. */
  function renderOrText(view: View, viewers: readonly string[] = [], mentions = noMentions): object {
    try {
      return render(view.card, { ...view.model, viewers, mentions: mentions.words }, mentions);
    } catch (error) {
      if (deps.strict) throw error;
      deps.log.error({ card: view.card, err: error }, 'a card could not be drawn');
      return (
        withFewerRows(view, (model) => render(view.card, { ...model, viewers, mentions: '' })) ?? textCard(view.text)
      );
    }
  }
  /** Nothing else holds what was typed: it is for Teams to say whether a dialog takes more than a message. */
  function renderForm(form: FormView): object {
    const whole = cards.render('form', formModel(form, encodeForm(withoutInputValues(form))));
    if (bytesOf(whole) <= maxCardBytes) return whole;
    const model = formModel(form, '');
    try {
      return render('form', model);
    } catch (error) {
      if (deps.strict) throw error;
      deps.log.error({ form: form.key.id, err: error }, 'a form is too large');
      return cards.render('form', model);
    }
  }

  const offer = (title: string, say: string, opens: ButtonPayload): object =>
    cards.render('form-offer', { title, say, label: 'Open', data: encodeDialogPayload(opens) });

  return {
    view: renderOrText,
    form: renderForm,
    offer: ({ title, key }, say) => offer(title, say, { open: key }),
    offerWithInput(form, say) {
      const rendered = offer(form.title, say, { typed: encodeForm(form), card: form.card?.message });
      return bytesOf(rendered) <= maxCardBytes ? rendered : undefined;
    },
    waiting: (words, retryPayload) =>
      render('waiting', { ...words, bot: retryPayload === undefined ? '' : JSON.stringify(retryPayload) }),
    welcome: (name) => render('welcome', { name }),
  };
}

/** The same with fewer rows, and how many are left out; undefined where that is no help. */
function withFewerRows({ model }: View, render: (model: object) => object): object | undefined {
  const { rows, hint = '' } = model as { rows?: unknown; hint?: unknown };
  if (!Array.isArray(rows) || typeof hint !== 'string') return undefined;
  for (let count = rows.length - 1; count > 0; count -= 1) {
    const remainder = `+${String(rows.length - count)} more, for which this message has no room.`;
    try {
      return render({
        ...model,
        rows: rows.slice(0, count) as readonly unknown[],
        hint: `${hint} ${remainder}`.trim(),
      });
    } catch {
      continue;
    }
  }
  return undefined;
}

/** So many are certain to have room, whatever they are. */
const maxFallbackCharacters = 4000;
function textCard(text: string): object {
  const words = Array.from(text).slice(0, maxFallbackCharacters).join('');
  return { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: md(words), wrap: true }] };
}

const bytesOf = (card: object): number => Buffer.byteLength(JSON.stringify(card));

const withEntities = (card: { readonly msteams?: object }, entities: readonly object[]): object =>
  entities.length === 0 ? card : { ...card, msteams: { ...card.msteams, entities } };
