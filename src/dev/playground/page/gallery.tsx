/** Every card on both platforms, drawn again whenever a template or a sample is saved. */
import { useEffect, useState } from 'react';
import type { SlackJson } from '../../fakes/slack/fake-slack';
import type { RenderedCard, GalleryCard } from '../snapshot';
import { Bar } from './bar';
import { useLive } from './live';
import { Blocks } from './slack/blocks';
import { AdaptiveCardView } from './teams/card';
import { useTheme, type Theme } from './theme';
import { WithTrouble } from './trouble';

export function Gallery() {
  const live = useLive();
  const [theme, switchTheme] = useTheme();
  const [cards, setCards] = useState<readonly GalleryCard[]>([]);
  useEffect(() => {
    const draw = async (): Promise<void> => {
      const response = await fetch('api/gallery');
      setCards((await response.json()) as readonly GalleryCard[]);
    };
    if (live?.gallery !== undefined) void draw();
  }, [live?.gallery]);
  return (
    <WithTrouble>
      <Bar theme={theme} onSwitch={switchTheme} link={{ href: './', words: 'The chats' }} />
      <main className="gallery">
        {cards.map(({ card, slack, teams }) => (
          <section key={card} aria-label={card}>
            <h2>{card}</h2>
            <Shown file={`cards/slack/${card}.json`} chat="slack" shown={slack} theme={theme} />
            <Shown file={`cards/teams/${card}.json`} chat="teams" shown={teams} theme={theme} />
          </section>
        ))}
      </main>
    </WithTrouble>
  );
}

interface ShownProps {
  readonly file: string;
  readonly chat: 'slack' | 'teams';
  readonly shown: RenderedCard;
  readonly theme: Theme;
}

const Shown = ({ file, chat, shown: { drawn, complaints }, theme }: ShownProps) => (
  <figure className={chat}>
    <figcaption>{file}</figcaption>
    {complaints.map((complaint) => (
      <p key={complaint} className="complaint" role="alert">
        {complaint}
      </p>
    ))}
    {drawn === undefined ? null : chat === 'teams' ? (
      <AdaptiveCardView card={drawn} theme={theme} onAct={nothing} />
    ) : (
      <div id="slack_blocks_to_jsx" className="slack_blocks_to_jsx styles_enabled" data-theme={theme}>
        <Blocks blocks={drawn['blocks'] as readonly SlackJson[]} theme={theme} onPress={nothing} />
      </div>
    )}
  </figure>
);

const nothing = (): void => undefined;
