/** Which stage means won, and which lost, is the administrator's word: by number or by name, never guessed. */
import { Rejected } from '../../../src/core/errors';
import { openClient, type ClientFixture } from '../../support/client';
import { createRecordingLog } from '../../support/noted-log';

let bench: ClientFixture;
beforeAll(async () => {
  bench = await openClient();
  const stages = bench.sandbox.records.tenant().picklists['Opportunities.stage'] ?? [];
  const [first] = stages;
  if (first === undefined) throw new Error('no stages');
  stages.push({ ...first, value: '21', label: 'Twice' }, { ...first, value: '22', label: ' twice ' });
  stages.push({ ...first, value: '23', label: '16', isDefaultValue: false });
  stages.push(
    { ...first, value: '24', label: 'Old name', isActive: false },
    { ...first, value: '25', label: 'Old name' },
  );
});
afterAll(() => bench.stop());

const stagesWith = async (stageWon?: string, stageLost?: string) =>
  bench.newClient({ stageWon, stageLost }).picklists();

describe('A stage is found', () => {
  it.each([
    ['by its number', '16', 16],
    ['by its name', 'Closed Won', 16],
    ['whatever the case and the blanks', '  closed WON ', 16],
    ['by its number even where another is called like that number', '16', 16],
    ['by a name that a retired stage had before it', 'Old name', 25],
  ])('%s', async (_case, named, value) => {
    expect((await stagesWith(named)).wonStage?.value).toBe(value);
    expect((await stagesWith(undefined, named)).lostStage?.value).toBe(value);
  });

  it.each([undefined, '', '  '])('nowhere without a setting (%j): the stage stays as it is', async (unset) => {
    const picklists = await stagesWith(unset, unset);
    expect([picklists.wonStage, picklists.lostStage]).toEqual([undefined, undefined]);
  });
});

describe('The administrator is told', () => {
  const sayOf = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      if (error instanceof Rejected) return { say: error.userMessage, next: error.hint ?? '' };
      throw error;
    }
    throw new Error('It was accepted.');
  };

  it.each([
    ['of a number that no stage has', '99', 'no such stage'],
    ['of a name that no stage has', 'Champagne', 'no such stage'],
    ['that part of a name is not enough', 'Closed', 'no such stage'],
    ['of a stage that is retired, by name', 'DO NOT USE - Verbal (old)', 'retired that stage'],
    ['of a stage that is retired, by number', '19', 'retired that stage'],
    ['of a name that two stages share', 'Twice', 'several stages of that name'],
  ])('%s', async (_case, named, trouble) => {
    const picklists = await stagesWith(named, named);
    for (const [setting, work] of [
      ['STAGE_WON', () => picklists.wonStage],
      ['STAGE_LOST', () => picklists.lostStage],
    ] as const) {
      const { say, next } = sayOf(work);
      expect(say).toBe(`The setting ${setting} says “${named}”, but Autotask has ${trouble}.`);
      expect(next).toContain('“Closed Won”');
      expect(next).not.toContain('DO NOT USE');
    }
  });

  it('at the start, of a setting that is not there', () => {
    const noted = createRecordingLog();
    bench.newClient({ log: noted.log, stageWon: 'Closed Won', stageLost: ' ' });
    expect(noted.lines).toEqual([
      {
        level: 'info',
        facts: { setting: 'STAGE_LOST' },
        message: 'not set: closing an opportunity leaves its stage as it is',
      },
    ]);
  });

  it('and one wrong setting does not keep the other, or the lists, from being used', async () => {
    const picklists = await stagesWith('Champagne', 'Lost');
    expect(picklists.lostStage?.label).toBe('Lost');
    expect(picklists.selectable('stage').length).toBeGreaterThan(5);
  });
});
