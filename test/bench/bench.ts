/** What a benchmark answers with, and how it is printed: every figure beside its baseline, measured in the same run. */

export interface BenchmarkFigure {
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  readonly baseline: { readonly name: string; readonly value: number };
  /** What `ours / baseline` should be; undefined where it is only told. */
  readonly aim?: { readonly atMost: number } | { readonly atLeast: number };
}

export type Benchmark = () => Promise<readonly BenchmarkFigure[]>;

export const ratioOf = ({ ours, baseline }: BenchmarkFigure): number => ours / baseline.value;

export function meetsAim(figure: BenchmarkFigure): boolean | undefined {
  const { aim } = figure;
  if (aim === undefined) return undefined;
  return 'atMost' in aim ? ratioOf(figure) <= aim.atMost : ratioOf(figure) >= aim.atLeast;
}

export function formatFigures(name: string, figures: readonly BenchmarkFigure[]): string {
  return figures.map((figure) => formatFigure(name, figure)).join('');
}

function formatFigure(name: string, figure: BenchmarkFigure): string {
  const { what, unit, ours, baseline, aim } = figure;
  const ratio = ratioOf(figure);
  const aimed =
    aim === undefined
      ? ''
      : 'atMost' in aim
        ? `aim ≤ ${formatNumber(aim.atMost)}`
        : `aim ≥ ${formatNumber(aim.atLeast)}`;
  const verdict = { true: 'holds', false: 'MISSED', undefined: '' }[String(meetsAim(figure))] ?? '';
  const cells = [
    name.padEnd(14),
    what.padEnd(46),
    `${formatNumber(ours)} ${unit}`.padStart(18),
    `${baseline.name} ${formatNumber(baseline.value)}`.padStart(36),
    `× ${formatNumber(ratio)}`.padStart(10),
    aimed.padEnd(12),
    verdict,
  ];
  return `${cells.join('  ').trimEnd()}\n`;
}

const formatNumber = (value: number): string => {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
};

/** The middle one of some runs. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
