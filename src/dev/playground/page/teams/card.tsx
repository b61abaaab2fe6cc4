/** An Adaptive Card, drawn by Microsoft's own renderer with Teams' looks. */
import * as AdaptiveCards from 'adaptivecards';
import MarkdownIt from 'markdown-it';
import { useEffect, useRef } from 'react';
import type { Card, CardAction } from '../../../fakes/teams/shown';
import type { Theme } from '../theme';
import { HorizontalBar } from './chart';
import { hostConfig } from './host-config';
import { ChoiceOrLookup, LookingUp, type Suggestion } from './lookup';

interface CardProps {
  readonly card: Card;
  readonly theme: Theme;
  readonly onAct: (action: CardAction, values: Values) => void;
  /** Where look-ups are answered: in a dialog. */
  readonly onSuggest?: (field: string, text: string, values: Values) => Promise<readonly Suggestion[]>;
}
type Values = Readonly<Record<string, string>>;

/** Tables register themselves when their module is loaded; a bundle leaves out what nobody names. */
const { elements } = AdaptiveCards.GlobalRegistry;
const { v1_0, v1_5 } = AdaptiveCards.Versions;
elements.register('Table', AdaptiveCards.Table, v1_5);
elements.register('Input.ChoiceSet', ChoiceOrLookup, v1_0);
elements.register(HorizontalBar.typeName, HorizontalBar, v1_0);

/** No HTML of anybody's is passed through, and no address becomes a link by itself. */
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true });
/** What is escaped is typed. */
const mention = /(?<!\\)<at>([^<\\]+)<\/at>/g;
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text.replace(mention, '**@$1**'));
  result.didProcess = true;
};

export function AdaptiveCardView({ card, theme, onAct, onSuggest }: CardProps) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef({ onAct, onSuggest });
  latest.current = { onAct, onSuggest };
  const source = JSON.stringify(card);
  useEffect(() => {
    const drawing = new LookingUp();
    drawing.suggest = async (field, text) => (await latest.current.onSuggest?.(field, text, valuesOf(drawing))) ?? [];
    drawing.hostConfig = new AdaptiveCards.HostConfig(hostConfig(theme));
    drawing.onExecuteAction = (action) => {
      if (action instanceof AdaptiveCards.OpenUrlAction) {
        window.open(action.url, '_blank', 'noopener');
        return;
      }
      latest.current.onAct(action.toJSON() as CardAction, valuesOf(drawing));
    };
    drawing.parse(JSON.parse(source));
    const drawn = drawing.render();
    for (const link of drawn?.querySelectorAll('a') ?? []) {
      link.target = '_blank';
      link.rel = 'noopener';
    }
    place.current?.replaceChildren(...(drawn === undefined ? [] : [drawn]));
  }, [source, theme]);
  return <div className="card" ref={place} />;
}

const valuesOf = (drawing: AdaptiveCards.AdaptiveCard): Values =>
  Object.fromEntries(
    drawing
      .getAllInputs()
      .map((input) => [input.id ?? '', textOf(input.value as string | number | undefined)] as const),
  );

/** The library takes an empty number for none that can be sent. */
const textOf = (value: string | number | undefined): string => (Number.isNaN(value) ? '' : String(value ?? ''));
