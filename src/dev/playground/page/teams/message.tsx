/** One Teams message: its author, time and audience, its text and its card. */
import type { TeamsMessage, TeamsState } from '../../../fakes/teams/shown';
import { Avatar, KeepButton, timeOf } from '../message-parts';
import type { Theme } from '../theme';
import { useAct } from '../failure-notice';
import { AdaptiveCardView } from './card';

interface MessageProps {
  readonly message: TeamsMessage;
  readonly state: TeamsState;
  readonly person: string;
  readonly theme: Theme;
}

export function TeamsMessageView({ message, state, person, theme }: MessageProps) {
  const act = useAct();
  const isBot = message.from === 'bot';
  const name = isBot ? state.botName : nameOf(state, message.from);
  const card = message.cardFor[person] ?? message.card;
  const notice = message.noticeFor[person];
  const { conversation, id: activityId } = message;
  return (
    <article className={message.from === person ? 'message own' : 'message'}>
      <Avatar name={name} bot={isBot} />
      <div className="content">
        <Heading {...{ message, name, person }} />
        {message.text === '' ? null : <p className="plain">{message.text}</p>}
        {card === undefined ? null : (
          <AdaptiveCardView
            card={card}
            theme={theme}
            onAct={(action, values) => void act('teams', 'press', { person, conversation, activityId, action, values })}
          />
        )}
        {notice === undefined ? null : <p className="notice">{notice}</p>}
      </div>
    </article>
  );
}

interface HeadingProps {
  readonly message: TeamsMessage;
  readonly name: string;
  readonly person: string;
}

function Heading({ message, name, person }: HeadingProps) {
  const act = useAct();
  const { id: activityId, onlyFor, text } = message;
  const keep = () => void act('teams', 'messageAction', { person, activityId, command: 'keep' });
  return (
    <p className="who">
      <strong>{name}</strong>
      <time dateTime={message.at}>{timeOf(message.at)}</time>
      {onlyFor === undefined ? null : <span className="only">Only you can see this</span>}
      {message.edited ? <span className="edited">Edited</span> : null}
      {message.from === 'bot' || onlyFor !== undefined ? null : <KeepButton text={text} onKeep={keep} />}
    </p>
  );
}

const nameOf = ({ people }: TeamsState, from: string): string => people.find(({ key }) => key === from)?.name ?? from;
