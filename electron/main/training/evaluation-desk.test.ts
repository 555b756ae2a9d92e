import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EvaluationView } from '../../contract/training.ts';
import { standInCommands } from './commands-fixture.ts';
import { EvaluationDesk } from './evaluation-desk.ts';

let home: string;
let commands: ReturnType<typeof standInCommands>;
let view: EvaluationView;
let desk: EvaluationDesk;

beforeEach(async () => {
  home = path.join(await mkdtemp(path.join(tmpdir(), 'depthlock-desk-')), 'evaluation');
  commands = standInCommands();
  view = { phase: 'idle' };
  desk = new EvaluationDesk({
    ...{ home, assets: '/assets', start: commands.start },
    onView: (next) => (view = next),
  });
});
afterEach(() => rm(path.dirname(home), { recursive: true, force: true }));

const command = () => commands.started.at(-1) ?? expect.unreachable();
const rate = (errors: number, trials: number) => ({
  ...{ errors, trials, rate: trials === 0 ? null : errors / trials },
  interval: trials === 0 ? { low: null, high: null } : { low: 0, high: 1 },
});
/** As JSON says it: null for NaN. */
const protocol = (impostor: number) => ({
  ...{ genuine: 6, impostor, eer: impostor === 0 ? null : 0.25 },
  eerInterval: impostor === 0 ? null : { low: 0.1, high: 0.4 },
  frr: { '1e-2': 0.5, '1e-3': null, '1e-4': null },
  threshold: { '1e-2': 0.9, '1e-3': null, '1e-4': null },
  frrInterval: { '1e-2': { low: 0.4, high: 0.6 }, '1e-3': null, '1e-4': null },
  given: [{ name: 'balanced', threshold: 0.86, at: { far: rate(1, impostor), frr: rate(2, 6) } }],
});
const REPORT = {
  ...{ dataset: 'family', encoder: 'fused 4', people: 2, shots: 6, more: 'fields' },
  failedToAcquire: { count: 1, reasons: { 'no face found': 1 }, shots: ['ada/left'] },
  gallery: protocol(12),
  leaveOneOut: protocol(0),
};

describe('an evaluation', () => {
  it('tells how far it is, then its figures and its report', async () => {
    await desk.start('/home/ada/family', null);
    const report = path.join(home, 'family.html');
    expect(command().words).toEqual([
      ...['evaluate', '/home/ada/family', '--json', '--progress', '--report', report],
      ...['--assets', '/assets'],
    ]);
    command().complain('{"kind":"shots","done":3,"total":6}');
    expect(view).toEqual({ phase: 'running', dataset: 'family', done: 3, total: 6 });
    expect(desk.report()).toMatchObject({ ok: false });
    for (const line of JSON.stringify(REPORT, null, 2).split('\n')) command().print(line);
    await command().end(0);
    expect(view).toMatchObject({
      phase: 'done',
      summary: {
        missed: { count: 1, shots: ['ada/left'] },
        gallery: {
          ...{ eer: 0.25, eerInterval: { low: 0.1, high: 0.4 } },
          frr: { '1e-2': { rate: 0.5, threshold: 0.9 }, '1e-3': null, '1e-4': null },
          shipped: [{ name: 'balanced', far: { errors: 1, trials: 12 } }],
        },
        leaveOneOut: { eer: null, eerInterval: null, shipped: [{ far: null }] },
      },
    });
    expect(desk.report()).toEqual({ ok: true, value: report });
  });

  it('is of the encoder that was trained, if that is wanted', async () => {
    await desk.start('/home/ada/family', { encoder: 'squeezenet', assets: '/trained' });
    expect(command().words.slice(-4)).toEqual(['--assets', '/trained', '--encoder', 'squeezenet']);
  });

  it('says the sentence of the command line, without its name', async () => {
    await desk.start('/home/ada/none', null);
    command().complain('{"kind":"shots","done":1,"total":6}');
    command().complain('depthlock evaluate: ada/left.depth.png does not exist.');
    await command().end(1);
    const message = 'ada/left.depth.png does not exist.';
    expect(view).toEqual({ phase: 'failed', dataset: 'none', message });
    await desk.start('/home/ada/none', null);
    await command().end(139);
    expect(JSON.stringify(view)).toContain('The evaluation ended without a word');
    await desk.start('/home/ada/none', null);
    command().print('{"dataset": 7}');
    await command().end(0);
    expect(JSON.stringify(view)).toContain('figures that this version cannot read');
  });

  it('is one at a time; closed, it is ended and tells nothing more', async () => {
    await desk.start('/home/ada/family', null);
    expect(await desk.start('/home/ada/family', null)).toMatchObject({ ok: false });
    expect(commands.started).toHaveLength(1);
    const closing = desk.close();
    expect(command().asked()).toBe(1);
    await command().end(130);
    await closing;
    expect(view).toEqual({ phase: 'idle' });
    await desk.removeAll();
    await expect(stat(home)).rejects.toThrow('ENOENT');
  });
});
