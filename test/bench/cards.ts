/**
 * Records → cards: by a view and a template that was parsed once, as here; by a template that is parsed each time and
 * formats by itself, as the library's documentation does it; and a copy of the finished card.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'adaptivecards-templating';
import { encodeToken as forSlack } from '../../src/platforms/slack/tokens';
import { encodeToken as forTeams } from '../../src/platforms/teams/tokens';
import { cardsFolder, loadCards, type EncodeToken } from '../../src/render/cards';
import { oneTime, recurringPerMonth } from '../../src/opportunity/money';
import type { Opportunity } from '../../src/opportunity/opportunity';
import { opportunityView } from '../../src/views/opportunity';
import { opportunityListView } from '../../src/views/opportunity-list';
import { anOpportunity, format, picklists } from '../support/an-opportunity';
import type { Bench, Figure } from './bench';
import { timesOf } from './in-process';

const encoders: Readonly<Record<'slack' | 'teams', EncodeToken>> = { slack: forSlack, teams: forTeams };

type Model = Readonly<Record<string, unknown>>;
const ten = Array.from({ length: 10 }, (_, index) => anOpportunity({ id: 29_681_000 + index }));
const one = anOpportunity();
const list = () =>
  opportunityListView(ten, {
    title: 'Open opportunities',
    narrowed: '',
    before: 0,
    more: 0,
    hint: '',
    format,
    controls: [],
  });

interface Drawn {
  readonly card: string;
  readonly model: () => object;
  /** The same with the record's own values where the template is to format. */
  readonly raw: Model;
}
const drawn: readonly Drawn[] = [
  {
    card: 'opportunity',
    model: () => opportunityView(one, { picklists, format, news: '' }).model,
    raw: { ...(opportunityView(one, { picklists, format, news: '' }).model as Model), facts: factsOf(one) },
  },
  {
    card: 'opportunity-list',
    model: () => list().model,
    raw: {
      ...(list().model as Model),
      rows: (list().model as { rows: readonly Model[] }).rows.map((row, index) => ({
        ...row,
        ...valuesOf(ten[index] ?? one),
      })),
    },
  },
];

const date = (name: string): string => `formatDateTime(${name}, 'ddd, MMM D, YYYY')`;
const money = (name: string): string => `formatNumber(${name}, 2, 'en-US')`;
/** What is written into the templates in place of the view's finished text. */
const inside: Readonly<Record<string, string>> = {
  about: `concat(company, ' · ', stage, ' · ', ${money('recurring')}, '/mo + ', ${money('oneTime')}, ' · ', ${date('close')})`,
  value: `if(kind == 'money', ${money('value')}, if(kind == 'date', ${date('value')}, value))`,
};

function valuesOf({ fields, names, picked }: Opportunity): Model {
  const { company } = names;
  const close = fields.projectedCloseDate;
  return {
    company,
    stage: picked.stage?.label ?? '',
    recurring: recurringPerMonth(fields),
    oneTime: oneTime(fields),
    close,
  };
}

function factsOf(opportunity: Opportunity): readonly Model[] {
  const { stage, recurring, oneTime: once, close } = valuesOf(opportunity);
  const { fields, names } = opportunity;
  const amounts = { Recurring: recurring, 'One-time': once, Amount: fields.amount ?? 0, Weighted: fields.amount ?? 0 };
  return [
    { name: 'Stage', kind: 'text', value: stage },
    { name: 'Status', kind: 'text', value: 'Active' },
    ...Object.entries(amounts).map(([name, value]) => ({ name, kind: 'money', value })),
    { name: 'Projected close', kind: 'date', value: close },
    { name: 'Owner', kind: 'text', value: names.owner },
  ];
}

/** The library has to be given the buttons' payloads as well. */
function carrying(value: unknown, encode: EncodeToken): unknown {
  if (Array.isArray(value)) return value.map((item) => carrying(item, encode));
  if (value === null || typeof value !== 'object') return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, carrying(one, encode)]));
  return 'token' in value ? { ...inner, ...encode(value.token as Parameters<EncodeToken>[0]) } : inner;
}

/** What a newcomer to the library writes. */
function alone(source: string, $root: object): object {
  const card = new Template(JSON.parse(source)).expand({ $root }) as object;
  if (JSON.stringify(card).includes('${')) throw new Error('The library alone could not fill in the card.');
  return card;
}

export const drawing: Bench = async () => {
  const figures: Figure[] = [];
  for (const platform of ['slack', 'teams'] as const) {
    const cards = loadCards(platform, encoders[platform]);
    for (const { card, model, raw } of drawn) {
      const source = readFileSync(join(cardsFolder, platform, `${card}.json`), 'utf8').replace(
        /\((about|value)\)\}/g,
        (_whole, name: string) => `(${inside[name] ?? name})}`,
      );
      const $root = carrying(JSON.parse(JSON.stringify(raw)), encoders[platform]) as object;
      const finished = cards.draw(card, model());
      const times = await timesOf({
        ours: () => cards.draw(card, model()),
        naive: () => alone(source, $root),
        literal: () => structuredClone(finished),
      });
      const what = `${card} on ${platform}`;
      figures.push(
        {
          what: `${what}, faster than parsed each time and formatted inside`,
          unit: '/s',
          ours: 1000 / times.ours,
          baseline: { name: 'the library alone', value: 1000 / times.naive },
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
