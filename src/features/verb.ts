/** A verb about one opportunity: a number opens its form, words give a list to choose from, the button opens the form. */
import type { ActionRef, Button } from '../core/button';
import type { Usage } from '../core/command';
import { onPress, type Feature } from '../core/feature';
import { openForm, type FormRequest } from '../core/form-request';
import type { Reply } from '../core/reply';
import { dropWords, type Words } from '../core/words';
import type { AboutOne } from '../views/buttons';
import { idIn } from './choices';
import { chooseFrom } from './choose';
import type { Here, Services } from './services';

interface Verb extends Usage {
  readonly button: Button<AboutOne>;
  readonly label: string;
  readonly style?: ActionRef['style'];
  readonly form: string;
  /** What more words after the number do at once, or the form that asks about them; without it its own is opened. */
  readonly atOnce?: (context: Here, id: number, words: Words) => Promise<FormRequest | Reply>;
}

export function verbAbout(verb: Verb): Required<Pick<Feature<Services>, 'commands' | 'actions'>> {
  const { button, form, label, style = 'default', atOnce } = verb;
  const acts = (words: Words): boolean => atOnce !== undefined && words.plain.length > 1;
  return {
    commands: [
      {
        ...verb,
        audience: 'linked',
        opens: (words) => (idIn(words) === undefined || acts(words) ? undefined : button.title),
        async run(context, words) {
          const id = idIn(words);
          if (id !== undefined) {
            return atOnce !== undefined && acts(words)
              ? atOnce(context, id, dropWords(words, 1))
              : openForm(form, { id });
          }
          return chooseFrom(context, words.plain.join(' '), {
            verb: verb.name,
            example: verb.examples[0] ?? verb.name,
            button: (opportunity) => button.with({ id: opportunity.id }, label, { style }),
          });
        },
      },
    ],
    actions: [onPress(button, (_context: Here, about) => Promise.resolve(openForm(form, about)))],
  };
}
