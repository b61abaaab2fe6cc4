/** A database that an earlier version filled, by real use, opened minutes later: everything in it goes on working. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChatClient } from '../support/chat';
import { sentShapes } from '../support/shapes';
import { goldenDatabases, type RestoredWorld } from '../support/kept-databases';

jest.setTimeout(120_000);
const golden = JSON.parse(readFileSync(join(__dirname, '../golden/strings.json'), 'utf8')) as Record<string, string[]>;
const pinned = new Set([...(golden['stored'] ?? []), ...(golden['stored in use'] ?? [])]);
const sent = new Set(golden['sent in use']);
const [qualifying, discovery, solution, verbal] = [11, 12, 13, 15];

/** What happens by itself, a look every tenth of a second. */
async function until(happened: () => boolean): Promise<void> {
  for (let looks = 0; !happened(); looks++) {
    if (looks > 900) throw new Error('It did not come to that.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe.each(goldenDatabases)('Of %s', (_name, open) => {
  let world: RestoredWorld;
  beforeAll(async () => {
    world = await open({ minutes: 2 });
  });
  afterAll(() => world.stop());
  const one = (title: string) => {
    const [found] = world.sandbox.records.list('Opportunities', (row) => row['title'] === title);
    if (found === undefined) throw new Error(`There is no ${title}.`);
    return found;
  };
  const idOf = (title: string): number => Number(one(title)['id']);

  describe.each(['Slack', 'Teams'] as const)('on %s', (platform) => {
    const chat = (): ChatClient => world.chat(platform);
    const [stranger, name] = platform === 'Slack' ? ['noor', 'Noor Haddad'] : ['robin', 'Robin Vale'];
    const shows = (person: string, ...words: readonly string[]): boolean =>
      chat()
        .cards(person)
        .some((card) => words.every((word) => card.words.includes(word)));

    it.each(['queued', 'retried', 'sending'])('what was %s is sent, told, and kept in the history', async (state) => {
      const title = `${platform} ${state}`;
      await until(() => shows('sam', 'Moved to Verbal by Sam Okafor', title));
      expect(one(title)['stage']).toBe(verbal);
      expect((await chat().say('sam', `history ${String(idOf(title))}`)).words).toContain('Moved to Verbal');
    });

    it('what waits for its person is listed, and nothing of it is sent by itself', async () => {
      const { words } = await chat().say('sam', 'outbox');
      for (const state of ['given up', 'refused', 'asked', 'loses']) expect(words).toContain(`${platform} ${state}`);
      for (const over of ['cancelled', 'undone', 'won', 'returned']) expect(words).not.toContain(`${platform} ${over}`);
    });

    it('what was done minutes ago is taken back by its card, and what was taken back says so', async () => {
      expect(one(`${platform} done`)['stage']).toBe(verbal);
      expect((await chat().say('sam', `history ${String(idOf(`${platform} undone`))}`)).words).toContain('Took back');
      await pressOn(world, platform, { words: ['by Sam Okafor', `${platform} done`], label: 'Undo' });
      await until(() => one(`${platform} done`)['stage'] === qualifying);
    });

    it('what was asked about is answered: changed meanwhile, a loss, refused, and perhaps written', async () => {
      const answers = [
        ['asked', 'Apply anyway', { stage: verbal }],
        ['loses', 'Apply anyway', { status: 3, lostDate: null }],
        ['refused', 'Try again', { stage: verbal }],
        ['given up', 'Send again', { stage: verbal }],
      ] as const;
      for (const [state, label, stored] of answers) {
        const title = `${platform} ${state}`;
        await pressOn(world, platform, { words: [title], label });
        await until(() => Object.entries(stored).every(([field, value]) => one(title)[field] === value));
      }
    });

    it('an open form is sent off, and the card beneath it is replaced', async () => {
      expect(chat().form('sam')?.fields).toContain('stage');
      await chat().submit('sam', { stage: 'Verbal' });
      await until(() => shows('sam', 'Moved to Verbal by Sam Okafor', `${platform} on show`));
      expect(one(`${platform} on show`)['stage']).toBe(verbal);
    });

    it('a form that came back still holds what was typed, and is written now', async () => {
      expect(chat().form('dana')?.words).toContain('adequate permissions');
      await chat().submit('dana', platform === 'Slack' ? {} : { title: 'Call', text: 'typed with care' });
      const id = idOf(`${platform} returned`);
      const notes = () => world.sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id);
      await until(() => notes().length > 0);
      expect(notes()).toMatchObject([{ name: 'Call', note: expect.stringContaining('typed with care') as string }]);
    });

    it('a card that is on show is drawn anew after somebody else changed its opportunity', async () => {
      const title = `${platform} noted`;
      const posted = () =>
        chat()
          .cards('sam')
          .filter(({ words, isPrivate }) => !isPrivate && words.includes(title) && words.includes(' of 8)'))
          .map(({ words }) => / \((\d) of 8\)/.exec(words)?.[1]);
      expect(posted()).not.toContain('2');
      await chat().say('dana', `stage ${String(idOf(title))} discovery`);
      await until(() => posted().includes('2'));
      expect(one(title)['stage']).toBe(discovery);
    });

    it('an account that was connected by hand still is, and what nobody decided is decided', async () => {
      expect((await chat().say(stranger, 'whoami')).words).toContain('You are Nora Fischer');
      await pressOn(world, platform, { person: 'dana', words: ['Says to be Sam Okafor', name], label: 'Decline' });
      await until(() => shows(stranger, 'declined your request'));
      expect((await chat().say(stranger, 'whoami')).words).toContain('You are Nora Fischer');
    });

    it('the second page of a digest’s form is saved', async () => {
      const own = world.ownChat(platform, stranger);
      expect(own.form(stranger)?.words).toContain('The next five');
      await own.submit(stranger, {});
      await until(() => own.cards(stranger).some(({ words }) => words.includes('09:30')));
    });

    it('a paused digest is still paused, and goes on when its person says so', async () => {
      const own = world.ownChat(platform, 'dana');
      expect((await own.say('dana', 'digest show')).words).toContain('aused');
      await own.say('dana', 'digest resume');
      await own.waitForCard('dana', 'Resumed.');
    });
  });

  describe('and as time goes on', () => {
    const digestsOf = (day: RegExp): readonly string[] =>
      (['Slack', 'Teams'] as const).flatMap((platform) =>
        world
          .chat(platform)
          .cards('sam')
          .map(({ words }) => words)
          .filter((words) => /ipeline · /.test(words) && day.test(words.split('\n')[0] ?? '')),
      );

    it('each digest that was tried in vain, or planned, comes once', async () => {
      await until(() => digestsOf(/Fri, (27 Nov|Nov 27)/).length >= 4);
      expect(digestsOf(/Fri, (27 Nov|Nov 27)/)).toHaveLength(4);
    });

    it('what is watched is told of, beneath its first card', async () => {
      for (const platform of ['Slack', 'Teams']) {
        const lastActivity = '2026-11-27T07:05:00.000Z';
        world.sandbox.records.edit('Opportunities', idOf(`${platform} watched`), { stage: solution, lastActivity });
      }
      await world.moveTo('2026-11-27T07:10:00.000Z');
      for (const platform of ['Slack', 'Teams'] as const) {
        const told = () =>
          world
            .chat(platform)
            .cards('dana')
            .filter(({ words }) =>
              ['→ Moved', `${platform} watched`, 'Solution Design'].every((word) => words.includes(word)),
            );
        await until(() => told().length > 0);
        expect(told().map(({ isPrivate }) => isPrivate)).toEqual([false]);
      }
    });

    it('the next digests compare with what was read a week before', async () => {
      await world.moveTo('2026-11-30T07:00:05.000Z');
      const monday = () => digestsOf(/Mon, (30 Nov|Nov 30)/);
      // Daily and weekly in the channel, of one's own, and the resumed one; on both platforms.
      await until(() => monday().length >= 8);
      expect(monday().filter((words) => words.includes('No comparison'))).toEqual([]);
      expect(monday()).toHaveLength(8);
    });

    it('nothing new is stored or sent that is not pinned', async () => {
      const { slack, teams } = world;
      expect(sentShapes([slack.state(), teams.state()]).filter((shape) => !sent.has(shape))).toEqual([]);
      expect((await world.storedNames()).filter((shape) => !pinned.has(shape))).toEqual([]);
    });
  });
});

interface Aim {
  readonly person?: string;
  readonly words: readonly string[];
  readonly label: string;
}

/** Presses a button of the latest card with these words that has it. */
async function pressOn(world: RestoredWorld, platform: ChatClient['platform'], { person = 'sam', words, label }: Aim) {
  const chat = world.chatOf(platform, words);
  await until(() => chat.cards(person).some(({ buttons }) => buttons.includes(label)));
  await chat.press(person, label);
}
