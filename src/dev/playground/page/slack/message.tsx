/** One message: who, when, for whom, and its blocks. */
import type { SlackMessage, SlackState } from '../../slack/peer';
import { Avatar, timeOf } from '../people';
import type { Theme } from '../theme';
import { useAct } from '../trouble';
import { Blocks } from './blocks';

interface MessageProps {
  readonly message: SlackMessage;
  readonly state: SlackState;
  readonly person: string;
  readonly theme: Theme;
}

export function SlackMessageView({ message, state, person, theme }: MessageProps) {
  const act = useAct();
  const isBot = message.from === 'bot';
  const name = isBot ? state.bot.name : (state.people.find(({ key }) => key === message.from)?.name ?? message.from);
  return (
    <article className={message.onlyFor === undefined ? 'message' : 'message alone'}>
      <Avatar name={name} bot={isBot} />
      <div className="content">
        {message.onlyFor === undefined ? null : <p className="only">Only visible to you</p>}
        <p className="who">
          <strong>{name}</strong>
          {isBot ? <span className="badge">APP</span> : null}
          <time dateTime={message.at}>{timeOf(message.at)}</time>
          {message.edited ? <span className="edited">(edited)</span> : null}
        </p>
        {message.blocks.length === 0 ? (
          <p className="plain">{message.text}</p>
        ) : (
          <Blocks
            blocks={message.blocks}
            theme={theme}
            onPress={(pressed) => void act('slack', 'press', { person, message: message.ts, ...pressed })}
          />
        )}
      </div>
    </article>
  );
}
