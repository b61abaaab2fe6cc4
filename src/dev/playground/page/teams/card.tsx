/** An Adaptive Card, rendered by Microsoft's own library in the style of Teams. */
import * as AdaptiveCards from 'adaptivecards';
import MarkdownIt from 'markdown-it';
import { useEffect, useRef } from 'react';
import type { Card, CardAction } from '../../../fakes/teams/shown';
import type { Theme } from '../theme';
import { HorizontalBar } from './chart';
import { hostConfig } from './host-config';
import { CardWithLookups, ChoiceOrLookup, type Suggestion } from './lookup';

interface CardProps {
  readonly card: Card;
  readonly theme: Theme;
  readonly onAct: (action: CardAction, values: Values) => void;
  /** Suggestions for look-ups, which only dialogs have. */
  readonly onSuggest?: (field: string, text: string, values: Values) => Promise<readonly Suggestion[]>;
}
type Values = Readonly<Record<string, string>>;

/** Tables would register themselves when their module is loaded, but a bundle leaves out what nobody names. */
const { elements } = AdaptiveCards.GlobalRegistry;
const { v1_0, v1_5 } = AdaptiveCards.Versions;
elements.register('Table', AdaptiveCards.Table, v1_5);
elements.register('Input.ChoiceSet', ChoiceOrLookup, v1_0);
elements.register(HorizontalBar.typeName, HorizontalBar, v1_0);

/** HTML in a text is never passed through, and no URL becomes a link by itself. */
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true });
/** Not an escaped one: somebody typed that. */
const mention = /(?<!\\)<at>([^<\\]+)<\/at>/g;
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text.replace(mention, '**@$1**'));
  result.didProcess = true;
};

export function AdaptiveCardView({ card, theme, onAct, onSuggest }: CardProps) {
  const container = useRef<HTMLDivElement>(null);
  const latest = useRef({ onAct, onSuggest });
  latest.current = { onAct, onSuggest };
  const source = JSON.stringify(card);
  useEffect(() => {
    const adaptiveCard = new CardWithLookups();
    adaptiveCard.suggest = async (field, text) =>
      (await latest.current.onSuggest?.(field, text, valuesOf(adaptiveCard))) ?? [];
    adaptiveCard.hostConfig = new AdaptiveCards.HostConfig(hostConfig(theme));
    adaptiveCard.onExecuteAction = (action) => {
      if (action instanceof AdaptiveCards.OpenUrlAction) {
        window.open(action.url, '_blank', 'noopener');
        return;
      }
      latest.current.onAct(action.toJSON() as CardAction, valuesOf(adaptiveCard));
    };
    adaptiveCard.parse(JSON.parse(source));
    const element = adaptiveCard.render();
    for (const link of element?.querySelectorAll('a') ?? []) {
      link.target = '_blank';
      link.rel = 'noopener';
    }
    container.current?.replaceChildren(...(element === undefined ? [] : [element]));
  }, [source, theme]);
  return <div className="card" ref={container} />;
}

const valuesOf = (adaptiveCard: AdaptiveCards.AdaptiveCard): Values =>
  Object.fromEntries(
    adaptiveCard
      .getAllInputs()
      .map((input) => [input.id ?? '', textOf(input.value as string | number | undefined)] as const),
  );

/** The library reads an empty number input as NaN. */
const textOf = (value: string | number | undefined): string => (Number.isNaN(value) ? '' : String(value ?? ''));
