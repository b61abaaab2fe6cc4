/** A look-up field of a card as Teams draws it: choices come from the bot while somebody types, and show their words. */
import * as AdaptiveCards from 'adaptivecards';

export interface Suggestion {
  readonly title: string;
  readonly value: string;
}
/** What the bot offers for these words in this field, with what stands in the other inputs. */
export type Suggest = (field: string, text: string) => Promise<readonly Suggestion[]>;

/** A card that can ask for suggestions. */
export class LookingUp extends AdaptiveCards.AdaptiveCard {
  suggest: Suggest = () => Promise.resolve([]);
}

/** The library's own choices, except where the choices come from the bot: those it knows for later versions alone. */
export class ChoiceOrLookup extends AdaptiveCards.ChoiceSetInput {
  private looksUp = false;
  private chosen = '';
  private box: HTMLInputElement | undefined;
  /** Answers that come late are for other words. */
  private asked = 0;

  protected override internalParse(source: Record<string, unknown>, context: AdaptiveCards.SerializationContext): void {
    super.internalParse(source, context);
    this.looksUp = source['choices.data'] !== undefined;
    this.chosen = typeof source['value'] === 'string' ? source['value'] : '';
  }
  override get value(): string | undefined {
    return this.looksUp ? this.chosen : super.value;
  }
  override isSet(): boolean {
    return this.looksUp ? this.chosen !== '' : super.isSet();
  }
  override focus(): void {
    if (this.looksUp) this.box?.focus();
    else super.focus();
  }
  protected override internalRender(): HTMLElement | undefined {
    return this.looksUp ? this.drawLookup() : super.internalRender();
  }

  private drawLookup(): HTMLElement {
    const list = document.createElement('ul');
    list.id = `${this.id ?? ''}-choices`;
    list.role = 'listbox';
    list.hidden = true;
    const box = document.createElement('input');
    Object.assign(box, { type: 'text', role: 'combobox', autocomplete: 'off', className: 'ac-input ac-textInput' });
    box.id = this.id ?? '';
    box.placeholder = this.placeholder ?? '';
    box.setAttribute('aria-controls', list.id);
    box.setAttribute('aria-expanded', 'false');
    box.setAttribute('aria-label', this.label ?? '');
    box.value = this.choices.find(({ value }) => value === this.chosen)?.title ?? this.chosen;
    box.addEventListener('input', () => void this.lookFor(box, list));
    box.addEventListener('focus', () => void (this.chosen === '' && this.lookFor(box, list)));
    this.box = box;
    const place = document.createElement('div');
    place.className = 'lookup';
    place.append(box, list);
    return place;
  }

  private async lookFor(box: HTMLInputElement, list: HTMLUListElement): Promise<void> {
    this.chosen = '';
    const asked = (this.asked += 1);
    const card = this.getRootElement();
    const found = card instanceof LookingUp ? await card.suggest(this.id ?? '', box.value) : [];
    if (asked !== this.asked) return;
    const choose = ({ title, value }: Suggestion): void => {
      this.chosen = value;
      this.asked += 1;
      box.value = title;
      show(box, list, []);
      this.valueChanged();
    };
    show(
      box,
      list,
      found.map((suggestion) => choiceFor(suggestion, choose)),
    );
  }
}

function show(box: HTMLInputElement, list: HTMLUListElement, choices: readonly HTMLLIElement[]): void {
  list.replaceChildren(...choices);
  list.hidden = choices.length === 0;
  box.setAttribute('aria-expanded', String(choices.length > 0));
}

function choiceFor(suggestion: Suggestion, choose: (suggestion: Suggestion) => void): HTMLLIElement {
  const item = document.createElement('li');
  const button = document.createElement('button');
  item.role = 'option';
  button.type = 'button';
  button.textContent = suggestion.title;
  button.addEventListener('click', () => choose(suggestion));
  item.append(button);
  return item;
}
