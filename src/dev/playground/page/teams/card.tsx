/** An Adaptive Card, drawn by Microsoft's own renderer with Teams' looks. */
import * as AdaptiveCards from 'adaptivecards';
import MarkdownIt from 'markdown-it';
import { useEffect, useRef } from 'react';
import type { Card, CardAction } from '../../teams/peer';
import type { Theme } from '../theme';
import { hostConfig } from './host-config';

interface CardProps {
  readonly card: Card;
  readonly theme: Theme;
  readonly onAct: (action: CardAction, values: Readonly<Record<string, string>>) => void;
}

/** Tables register themselves when their module is loaded; a bundle leaves out what nobody names. */
AdaptiveCards.GlobalRegistry.elements.register('Table', AdaptiveCards.Table, AdaptiveCards.Versions.v1_5);

/** No HTML of anybody's is passed through, and no address becomes a link by itself. */
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true });
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text);
  result.didProcess = true;
};

export function AdaptiveCardView({ card, theme, onAct }: CardProps) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(onAct);
  latest.current = onAct;
  const source = JSON.stringify(card);
  useEffect(() => {
    const drawing = new AdaptiveCards.AdaptiveCard();
    drawing.hostConfig = new AdaptiveCards.HostConfig(hostConfig(theme));
    drawing.onExecuteAction = (action) => {
      if (action instanceof AdaptiveCards.OpenUrlAction) {
        window.open(action.url, '_blank', 'noopener');
        return;
      }
      const values = drawing.getAllInputs().map((input) => [input.id ?? '', String(input.value ?? '')] as const);
      latest.current(action.toJSON() as CardAction, Object.fromEntries(values));
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
