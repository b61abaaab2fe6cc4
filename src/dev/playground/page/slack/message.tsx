/** One Slack message: its author, time and audience, its blocks, and the cards of its links. */
import type { SlackMessage, SlackState } from '../../../fakes/slack/fake-slack';
import { Avatar, KeepButton, timeOf } from '../message-parts';
import type { Theme } from '../theme';
import { useAct } from '../failure-notice';
import { Blocks, type BlockPress } from './blocks';

interface MessageProps {
  readonly message: SlackMessage;
  readonly state: SlackState;
  readonly person: string;
  readonly theme: Theme;
}

export function SlackMessageView({ message, state, person, theme }: MessageProps) {
  const act = useAct();
  const onPress = (press: BlockPress) => void act('slack', 'press', { person, message: message.ts, ...press });
  const name = nameOf(state, message.from);
  return (
    <article className={message.onlyFor === undefined ? 'message' : 'message alone'}>
      <Avatar name={name} bot={message.from === 'bot'} />
      <div className="content">
        {message.onlyFor === undefined ? null : <p className="only">Only visible to you</p>}
        <Heading message={message} name={name} person={person} />
        {message.blocks.length === 0 ? (
          <p className="plain">{message.text}</p>
        ) : (
          <Blocks blocks={message.blocks} theme={theme} people={state.people} onPress={onPress} />
        )}
        {message.unfurls.map(({ url, blocks }) => (
          <blockquote key={url} className="unfurl">
            <Blocks blocks={blocks} theme={theme} onPress={onPress} />
          </blockquote>
        ))}
      </div>
    </article>
  );
}

interface HeadingProps {
  readonly message: SlackMessage;
  readonly name: string;
  readonly person: string;
}

function Heading({ message, name, person }: HeadingProps) {
  const act = useAct();
  const isBot = message.from === 'bot';
  const keep = () => void act('slack', 'messageShortcut', { person, message: message.ts, callback: 'keep' });
  return (
    <p className="who">
      <strong>{name}</strong>
      {isBot ? <span className="badge">APP</span> : null}
      <time dateTime={message.at}>{timeOf(message.at)}</time>
      {message.edited ? <span className="edited">(edited)</span> : null}
      {isBot ? null : <KeepButton text={message.text} onKeep={keep} />}
    </p>
  );
}

const nameOf = ({ bot, people }: SlackState, from: string): string =>
  from === 'bot' ? bot.name : (people.find(({ key }) => key === from)?.name ?? from);
