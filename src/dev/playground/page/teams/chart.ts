/** A bar chart like that of Teams, which the library of Adaptive Cards does not have. */
import * as AdaptiveCards from 'adaptivecards';

interface Bar {
  readonly x: string;
  readonly y: number;
}

export class HorizontalBar extends AdaptiveCards.CardElement {
  static readonly typeName = 'Chart.HorizontalBar';
  private title = '';
  private bars: readonly Bar[] = [];

  getJsonTypeName(): string {
    return HorizontalBar.typeName;
  }
  protected override internalParse(source: Record<string, unknown>, context: AdaptiveCards.SerializationContext): void {
    super.internalParse(source, context);
    this.title = typeof source['title'] === 'string' ? source['title'] : '';
    this.bars = (source['data'] ?? []) as readonly Bar[];
  }
  protected internalRender(): HTMLElement {
    const figure = document.createElement('figure');
    figure.className = 'bars';
    const caption = document.createElement('figcaption');
    caption.textContent = this.title;
    const maximum = Math.max(...this.bars.map(({ y }) => y), 1);
    figure.append(caption, ...this.bars.map((bar) => rowFor(bar, maximum)));
    return figure;
  }
}

function rowFor({ x, y }: Bar, maximum: number): HTMLElement {
  const row = document.createElement('div');
  const [name, track, bar, amount] = ['span', 'span', 'i', 'span'].map((tag) => document.createElement(tag));
  if (name === undefined || track === undefined || bar === undefined || amount === undefined) return row;
  name.textContent = x;
  bar.style.width = `${String(Math.round((y / maximum) * 100))}%`;
  track.append(bar);
  amount.textContent = new Intl.NumberFormat('en-US', { notation: 'compact' }).format(y);
  row.append(name, track, amount);
  return row;
}
