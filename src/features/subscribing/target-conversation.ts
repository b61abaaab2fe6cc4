/** The conversation to which something comes by itself, a digest or news: which one it is, and whether the bot may post there. */
import type { Conversation } from '../../core/interaction';
import { invalidSubmission, type InvalidSubmission } from '../../core/forms/definition';
import type { FeatureContext } from '../services';

/** What is personal comes in one's own conversation with the bot; what is set up in a thread comes beside it, in the channel. */
export async function conversationFor({ interaction, services }: FeatureContext): Promise<Conversation> {
  const { platform, tenant, conversation, kind } = interaction.conversation;
  return kind === 'direct' ? services.outlet.direct(interaction.person) : { platform, tenant, conversation, kind };
}

/** Why nothing can come there, for the form that sets it up; undefined where it can. */
export async function postingProblemIn(
  { services }: FeatureContext,
  conversation: Conversation,
): Promise<InvalidSubmission | undefined> {
  const problem = await services.outlet.findPostingProblem(conversation);
  return problem && invalidSubmission({}, `${problem.userMessage} ${problem.hint}`);
}
