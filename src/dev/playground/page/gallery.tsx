/** The gallery: every card on both platforms, rendered again whenever a template or a sample is saved. */
import { useEffect, useState } from 'react';
import type { SlackJson } from '../../fakes/slack/fake-slack';
import type { RenderedCard, GalleryCard } from '../snapshot';
import { TopBar } from './top-bar';
import { useLive } from './live';
import { Blocks } from './slack/blocks';
import { AdaptiveCardView } from './teams/card';
import { useTheme, type Theme } from './theme';
import { WithFailureNotice } from './failure-notice';

export function Gallery() {
  const live = useLive();
  const [theme, switchTheme] = useTheme();
  const [cards, setCards] = useState<readonly GalleryCard[]>([]);
  useEffect(() => {
    const loadCards = async (): Promise<void> => {
      const response = await fetch('api/gallery');
      setCards((await response.json()) as readonly GalleryCard[]);
    };
    if (live?.gallery !== undefined) void loadCards();
  }, [live?.gallery]);
  return (
    <WithFailureNotice>
      <TopBar theme={theme} onSwitch={switchTheme} link={{ href: './', label: 'The chats' }} />
      <main className="gallery">
        {cards.map(({ card, slack, teams }) => (
          <section key={card} aria-label={card}>
            <h2>{card}</h2>
            <CardFigure file={`cards/slack/${card}.json`} chat="slack" card={slack} theme={theme} />
            <CardFigure file={`cards/teams/${card}.json`} chat="teams" card={teams} theme={theme} />
          </section>
        ))}
      </main>
    </WithFailureNotice>
  );
}

interface CardFigureProps {
  readonly file: string;
  readonly chat: 'slack' | 'teams';
  readonly card: RenderedCard;
  readonly theme: Theme;
}

const CardFigure = ({ file, chat, card: { drawn, complaints }, theme }: CardFigureProps) => (
  <figure className={chat}>
    <figcaption>{file}</figcaption>
    {complaints.map((complaint) => (
      <p key={complaint} className="complaint" role="alert">
        {complaint}
      </p>
    ))}
    {drawn === undefined ? null : chat === 'teams' ? (
      <AdaptiveCardView card={drawn} theme={theme} onAct={ignore} />
    ) : (
      <div id="slack_blocks_to_jsx" className="slack_blocks_to_jsx styles_enabled" data-theme={theme}>
        <Blocks blocks={drawn['blocks'] as readonly SlackJson[]} theme={theme} onPress={ignore} />
      </div>
    )}
  </figure>
);

/** Buttons of samples do nothing. */
const ignore = (): void => undefined;
