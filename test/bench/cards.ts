/**
 * Records → cards: by a view and a template that was parsed once, as here; by a template that is parsed each time and
 * formats by itself, as the library's documentation does it; and a copy of the finished card.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'adaptivecards-templating';
import { encodeToken as forSlack } from '../../src/platforms/slack/render/tokens';
import { encodeToken as forTeams } from '../../src/platforms/teams/render/tokens';
import { cardsFolder, loadCards, type EncodeToken } from '../../src/render/cards';
import { oneTime, recurringPerMonth } from '../../src/opportunity/money';
import type { Opportunity } from '../../src/opportunity/opportunity';
import { opportunityView } from '../../src/views/opportunity';
import { opportunityListView } from '../../src/views/opportunity-list';
import { anOpportunity, format, picklists } from '../support/an-opportunity';
import type { Benchmark, BenchmarkFigure } from './bench';
import { measureCalls } from './in-process';

const encoders: Readonly<Record<'slack' | 'teams', EncodeToken>> = { slack: forSlack, teams: forTeams };

type Model = Readonly<Record<string, unknown>>;
const tenOpportunities = Array.from({ length: 10 }, (_, index) => anOpportunity({ id: 29_681_000 + index }));
const anyOpportunity = anOpportunity();
const list = () =>
  opportunityListView(tenOpportunities, {
    title: 'Open opportunities',
    narrowed: '',
    before: 0,
    more: 0,
    hint: '',
    format,
    controls: [],
  });

interface CardSample {
  readonly card: string;
  readonly model: () => object;
  /** The same with the record's own values where the template is to format. */
  readonly raw: Model;
}
const cardSamples: readonly CardSample[] = [
  {
    card: 'opportunity',
    model: () => opportunityView(anyOpportunity, { picklists, format, news: '' }).model,
    raw: {
      ...(opportunityView(anyOpportunity, { picklists, format, news: '' }).model as Model),
      facts: factsOf(anyOpportunity),
    },
  },
  {
    card: 'opportunity-list',
    model: () => list().model,
    raw: {
      ...(list().model as Model),
      rows: (list().model as { rows: readonly Model[] }).rows.map((row, index) => ({
        ...row,
        ...valuesOf(tenOpportunities[index] ?? anyOpportunity),
      })),
    },
  },
];

const date = (name: string): string => `formatDateTime(${name}, 'ddd, MMM D, YYYY')`;
const money = (name: string): string => `formatNumber(${name}, 2, 'en-US')`;
/** What is written into the templates in place of the view's finished text. */
const templateExpressions: Readonly<Record<string, string>> = {
  about: `concat(company, ' · ', stage, ' · ', ${money('recurring')}, '/mo + ', ${money('oneTime')}, ' · ', ${date('close')})`,
  value: `if(kind == 'money', ${money('value')}, if(kind == 'date', ${date('value')}, value))`,
};

function valuesOf({ fields, names, picklistValues }: Opportunity): Model {
  const { company } = names;
  const close = fields.projectedCloseDate;
  return {
    company,
    stage: picklistValues.stage?.label ?? '',
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
function withPayloads(value: unknown, encode: EncodeToken): unknown {
  if (Array.isArray(value)) return value.map((item) => withPayloads(item, encode));
  if (value === null || typeof value !== 'object') return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withPayloads(one, encode)]));
  return 'token' in value ? { ...inner, ...encode(value.token as Parameters<EncodeToken>[0]) } : inner;
}

/** What a newcomer to the library writes. */
function expandWithLibrary(source: string, $root: object): object {
  const card = new Template(JSON.parse(source)).expand({ $root }) as object;
  if (JSON.stringify(card).includes('${')) throw new Error('The library alone could not fill in the card.');
  return card;
}

export const benchmarkCards: Benchmark = async () => {
  const figures: BenchmarkFigure[] = [];
  for (const platform of ['slack', 'teams'] as const) {
    const cards = loadCards(platform, encoders[platform]);
    for (const { card, model, raw } of cardSamples) {
      const source = readFileSync(join(cardsFolder, platform, `${card}.json`), 'utf8').replace(
        /\((about|value)\)\}/g,
        (_whole, name: string) => `(${templateExpressions[name] ?? name})}`,
      );
      const $root = withPayloads(JSON.parse(JSON.stringify(raw)), encoders[platform]) as object;
      const finished = cards.render(card, model());
      const times = await measureCalls({
        ours: () => cards.render(card, model()),
        naive: () => expandWithLibrary(source, $root),
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
