/** Whether the bot's surroundings are in order: the doctor of the command line, in the chat. */
import type { Feature } from '../core/feature';
import { showToAsker, type View } from '../core/reply';
import type { Services } from './services';
import type { CheckResult } from '../core/health-check';

export const doctor: Feature<Services> = {
  commands: [
    {
      name: 'doctor',
      aliases: ['health'],
      summary: 'whether Autotask, Slack, Teams and my settings are in order, and what to do where not',
      usage: 'doctor',
      examples: ['doctor'],
      audience: 'linked',
      run: async ({ services }) => showToAsker(doctorView(await services.runHealthChecks())),
    },
  ],
};

const order = ['problem', 'known', 'ok'] as const;
const stateLabels = { problem: 'Problem', known: 'Note', ok: 'OK' } as const;

export function doctorView(findings: readonly CheckResult[]): View {
  const sorted = order.flatMap((state) => findings.filter((finding) => finding.state === state));
  const rows = sorted.map(({ state, what, say, cure }) => ({
    state: stateLabels[state],
    what,
    about: [say, cure].filter((text) => text !== '').join('\n'),
  }));
  const problems = findings.filter(({ state }) => state === 'problem').length;
  const summary = `${problemCount(problems)} in ${String(findings.length)} checks.`;
  const text = [summary, ...rows.map(({ state, what, about }) => `${state}: ${what}. ${about}`)].join('\n');
  return { card: 'doctor', model: { title: 'How the bot is doing', summary, rows }, text };
}

function problemCount(problems: number): string {
  if (problems === 0) return 'No problem';
  return problems === 1 ? '1 problem' : `${String(problems)} problems`;
}
