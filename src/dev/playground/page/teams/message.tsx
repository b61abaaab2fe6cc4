/** One message: who, when, for whom, and its words or card. */
import type { TeamsMessage, TeamsState } from '../../teams/peer';
import { Avatar, timeOf } from '../people';
import type { Theme } from '../theme';
import { useAct } from '../trouble';
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
        <p className="who">
          <strong>{name}</strong>
          <time dateTime={message.at}>{timeOf(message.at)}</time>
          {message.onlyFor === undefined ? null : <span className="only">Only you can see this</span>}
          {message.edited ? <span className="edited">Edited</span> : null}
        </p>
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

const nameOf = ({ people }: TeamsState, from: string): string => people.find(({ key }) => key === from)?.name ?? from;
