/** A look-up field of a card, as Teams has it: the bot suggests choices while somebody types. */
import * as AdaptiveCards from 'adaptivecards';

export interface Suggestion {
  readonly title: string;
  readonly value: string;
}
/** The bot's suggestions for the text in this field; they may depend on the other inputs. */
export type Suggest = (field: string, text: string) => Promise<readonly Suggestion[]>;

/** A card that can load suggestions. */
export class CardWithLookups extends AdaptiveCards.AdaptiveCard {
  suggest: Suggest = () => Promise.resolve([]);
}

/** The library's own choice set, and a look-up where the choices come from the bot: those the library has only for later versions of cards. */
export class ChoiceOrLookup extends AdaptiveCards.ChoiceSetInput {
  private isLookup = false;
  private selectedValue = '';
  private box: HTMLInputElement | undefined;
  /** Counts the texts that were looked up, since suggestions may arrive late, for an earlier text. */
  private lookupCount = 0;

  protected override internalParse(source: Record<string, unknown>, context: AdaptiveCards.SerializationContext): void {
    super.internalParse(source, context);
    this.isLookup = source['choices.data'] !== undefined;
    this.selectedValue = typeof source['value'] === 'string' ? source['value'] : '';
  }
  override get value(): string | undefined {
    return this.isLookup ? this.selectedValue : super.value;
  }
  override isSet(): boolean {
    return this.isLookup ? this.selectedValue !== '' : super.isSet();
  }
  override focus(): void {
    if (this.isLookup) this.box?.focus();
    else super.focus();
  }
  protected override internalRender(): HTMLElement | undefined {
    return this.isLookup ? this.renderLookup() : super.internalRender();
  }

  private renderLookup(): HTMLElement {
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
    box.value = this.choices.find(({ value }) => value === this.selectedValue)?.title ?? this.selectedValue;
    box.addEventListener('input', () => void this.loadSuggestions(box, list));
    box.addEventListener('focus', () => void (this.selectedValue === '' && this.loadSuggestions(box, list)));
    this.box = box;
    const container = document.createElement('div');
    container.className = 'lookup';
    container.append(box, list);
    return container;
  }

  private async loadSuggestions(box: HTMLInputElement, list: HTMLUListElement): Promise<void> {
    this.selectedValue = '';
    const lookup = (this.lookupCount += 1);
    const card = this.getRootElement();
    const suggestions = card instanceof CardWithLookups ? await card.suggest(this.id ?? '', box.value) : [];
    if (lookup !== this.lookupCount) return;
    const choose = ({ title, value }: Suggestion): void => {
      this.selectedValue = value;
      this.lookupCount += 1;
      box.value = title;
      showChoices(box, list, []);
      this.valueChanged();
    };
    showChoices(
      box,
      list,
      suggestions.map((suggestion) => choiceFor(suggestion, choose)),
    );
  }
}

function showChoices(box: HTMLInputElement, list: HTMLUListElement, choices: readonly HTMLLIElement[]): void {
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
