/** The gallery: every sample on both platforms, broken templates, saved files. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderGallery, watchCards } from '../../../../src/dev/playground/gallery';
import { cardsFolder } from '../../../../src/render/cards';

it('every card with a sample is drawn on both platforms, and neither would refuse it', () => {
  const cards = renderGallery();
  expect(cards.map(({ card }) => card)).toContain('opportunity');
  expect(
    cards.flatMap(({ card, slack, teams }) =>
      [...slack.complaints, ...teams.complaints].map((one) => `${card}: ${one}`),
    ),
  ).toEqual([]);
});

it('a template that is broken while somebody edits it says why, and the others are still drawn', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cards-'));
  cpSync(cardsFolder, folder, { recursive: true });
  writeFileSync(join(folder, 'slack', 'notice.json'), '{ "blocks": [');
  const cards = renderGallery(folder);
  rmSync(folder, { recursive: true });
  const notice = cards.find(({ card }) => card === 'notice');
  expect(notice?.slack.drawn).toBeUndefined();
  expect(notice?.slack.complaints.join()).toContain('JSON');
  expect(notice?.teams.drawn).toBeDefined();
});

it('a template that is saved is told of at once, and drawn as it is now', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cards-'));
  cpSync(cardsFolder, folder, { recursive: true });
  const saved = new Promise<void>((resolve) => {
    const end = watchCards(() => {
      end();
      resolve();
    }, folder);
  });
  const source = readFileSync(join(folder, 'slack', 'problem.json'), 'utf8');
  writeFileSync(join(folder, 'slack', 'problem.json'), source.replace('Reference', 'Its reference'));
  await saved;
  const problem = renderGallery(folder).find(({ card }) => card === 'problem');
  rmSync(folder, { recursive: true });
  expect(JSON.stringify(problem?.slack.drawn)).toContain('Its reference');
});
