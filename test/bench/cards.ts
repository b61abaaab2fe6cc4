/** Cards from templates: parsed once, as here; parsed each time, as the library's documentation does; or not at all. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'adaptivecards-templating';
import { encodeToken as forSlack } from '../../src/platforms/slack/tokens';
import { encodeToken as forTeams } from '../../src/platforms/teams/tokens';
import { cardsFolder, loadCards, type EncodeToken } from '../../src/render/cards';
import type { Bench, Figure } from './bench';
import { timesOf } from './in-process';

const encoders: Readonly<Record<'slack' | 'teams', EncodeToken>> = { slack: forSlack, teams: forTeams };

type Model = Readonly<Record<string, unknown>>;
const json = (path: string): unknown => JSON.parse(readFileSync(join(cardsFolder, path), 'utf8'));

export const drawing: Bench = async () => {
  const figures: Figure[] = [];
  for (const platform of ['slack', 'teams'] as const) {
    const cards = loadCards(platform, encoders[platform]);
    for (const [card, model] of [
      ['opportunity', json('samples/opportunity.json') as Model],
      ['opportunity-list', listOfTen(json('samples/opportunity-list.json') as Model)],
    ] as const) {
      const source = readFileSync(join(cardsFolder, platform, `${card}.json`), 'utf8');
      const drawn = cards.draw(card, model);
      const times = await timesOf({
        ours: () => cards.draw(card, model),
        naive: () => {
          new Template(JSON.parse(source));
          return cards.draw(card, model);
        },
        literal: () => structuredClone(drawn),
      });
      const what = `${card} on ${platform}`;
      figures.push(
        {
          what: `${what}, faster than parsing each time`,
          unit: '/s',
          ours: 1000 / times.ours,
          baseline: { name: 'template parsed each time', value: 1000 / times.naive },
          aim: { atLeast: 15 },
        },
        {
          what: `${what}, against a copy of the finished card`,
          unit: 'µs',
          ours: times.ours * 1000,
          baseline: { name: 'structuredClone', value: times.literal * 1000 },
        },
      );
    }
  }
  return figures;
};

/** The sample has three rows. */
function listOfTen(model: Model): Model {
  const rows = model['rows'] as readonly unknown[];
  return { ...model, rows: Array.from({ length: 10 }, (_, index) => rows[index % rows.length]) };
}
