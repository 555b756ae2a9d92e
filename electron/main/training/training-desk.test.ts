import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrainingView, TrainingWish } from '../../contract/training.ts';
import { standInCommands } from './commands-fixture.ts';
import { TrainingDesk } from './training-desk.ts';

const WISH: TrainingWish = { encoder: 'fused', passes: 640, rendered: 25, exports: true };
const REFUSED = { ok: false, problem: { code: 'training-impossible' } };

let home: string;
let commands: ReturnType<typeof standInCommands>;
let views: TrainingView[];
let desk: TrainingDesk;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'depthlock-desk-'));
  await open();
});
afterEach(async () => {
  const ending = desk.end();
  for (const { end } of commands.started) await end(130);
  await ending;
  await rm(home, { recursive: true, force: true });
});

/** As after a start of the app. */
async function open(): Promise<void> {
  commands = standInCommands();
  views = [];
  desk = await TrainingDesk.open({
    ...{ home, start: commands.start },
    onView: (view) => views.push(view),
  });
}

const command = () => commands.started.at(-1) ?? expect.unreachable();
const now = () => desk.view.run?.now;
const step = (passes: number) => ({
  ...{ kind: 'training', passes, totalPasses: 640, loss: 0.5, errorRate: null },
  ...{ perSecond: 10, secondsLeft: 60 },
});
const curves = { losses: [{ passes: 64, value: 0.5 }], validations: [{ passes: 64, value: 0.1 }] };

async function started(): Promise<void> {
  desk.chooseData('/data');
  expect(await desk.start(WISH)).toEqual({ ok: true, value: undefined });
}

describe('a training', () => {
  it('is started by the command line, with the data and people that were chosen', async () => {
    desk.addPeople('/home/ada/family');
    desk.addPeople('/home/ada/family');
    expect(await desk.start(WISH)).toMatchObject(REFUSED);
    await started();
    expect(command()).toMatchObject({
      data: '/data',
      words: [
        ...['train', 'fused', '--json', '--folder', path.join(home, 'run')],
        ...['--passes', '640', '--rendered', '25', '--people', '/home/ada/family'],
      ],
    });
    expect(desk.view.run).toMatchObject({ people: ['family'], passes: 0, totalPasses: 640 });
    expect(await desk.start(WISH)).toMatchObject(REFUSED);
  });

  it('tells what it prepares, how far it is, and its curves', async () => {
    await started();
    command().print('a line of some library');
    expect(now()).toEqual({ phase: 'running', stage: { kind: 'starting' } });
    const preparing = { kind: 'preparing', label: 'photographs aligned', done: 3, total: 44 };
    command().print({ ...preparing, secondsLeft: 2 });
    expect(now()).toMatchObject({ phase: 'running', stage: { ...preparing, secondsLeft: 2 } });
    command().print({ kind: 'curves', losses: [], validations: [] });
    expect(now()).toEqual({ phase: 'running', stage: { kind: 'starting' } });
    command().print(step(64));
    command().print({ kind: 'curves', ...curves });
    expect(views.at(-1)?.run).toMatchObject({ passes: 64, loss: 0.5, curves });
    expect(now()).toMatchObject({ stage: { kind: 'training', secondsLeft: 60 } });
  });

  it('is paused in an orderly way, and resumed by the same command', async () => {
    await started();
    command().print(step(64));
    const { words } = command();
    expect(desk.pause().ok).toBe(true);
    expect([now(), command().asked()]).toEqual([{ phase: 'pausing' }, 1]);
    // It finishes its step.
    command().print(step(128));
    expect(now()).toEqual({ phase: 'pausing' });
    expect(desk.pause()).toMatchObject(REFUSED);
    command().print({ kind: 'ended', outcome: 'interrupted', message: 'Stopped.' });
    await command().end(130);
    expect(now()).toEqual({ phase: 'paused', because: 'asked' });
    expect(desk.resume().ok).toBe(true);
    expect(command().words).toEqual(words);
    expect(desk.view.run).toMatchObject({ passes: 128 });
  });

  it('is paused before the command listens', async () => {
    await started();
    desk.pause();
    await command().end(130);
    expect(now()).toEqual({ phase: 'paused', because: 'asked' });
  });

  it('is found by the next start of the app, whether it was paused, running or killed', async () => {
    await started();
    command().print(step(64));
    command().print({ kind: 'curves', ...curves });
    const ending = desk.end();
    command().print({ kind: 'ended', outcome: 'interrupted', message: 'Stopped.' });
    await command().end(130);
    await ending;
    await open();
    expect(now()).toEqual({ phase: 'paused', because: 'app-ended' });
    expect(desk.view).toMatchObject({ data: '/data', run: { passes: 64, curves, wish: WISH } });

    // As after kill −9: nobody is asked to end.
    desk.resume();
    const [killed, itsCommand] = [desk, command()];
    await open();
    expect(now()).toEqual({ phase: 'paused', because: 'app-ended' });
    await itsCommand.end(130);
    await killed.end();
  });

  it('says why it failed, without the name of the command, and can be tried again', async () => {
    await started();
    const message = 'The disk is full, so nothing more can be kept; make room.';
    command().print({ kind: 'ended', outcome: 'failed', message });
    await command().end(1);
    expect(now()).toEqual({ phase: 'failed', message });
    desk.resume();
    command().complain('depthlock train: --people takes data sets.');
    await command().end(2);
    expect(now()).toEqual({ phase: 'failed', message: '--people takes data sets.' });
    desk.resume();
    await command().end(-1);
    expect(JSON.stringify(now())).toContain('The training ended without a word');
  });

  it('that has finished leaves an encoder to evaluate, unless it was a trial', async () => {
    await started();
    const end = { kind: 'ended', outcome: 'finished', message: 'Done.' };
    command().print(end);
    await command().end(0);
    expect(now()).toEqual({ phase: 'finished', message: 'Done.' });
    expect(desk.view.trained).toBe('fused');
    expect((await desk.start({ ...WISH, encoder: 'squeezenet', exports: false })).ok).toBe(true);
    expect(command().words).toContain('--no-export');
    command().print(end);
    await command().end(0);
    expect(desk.view.trained).toBe('fused');
  });

  it('that is stopped ends at once, and its checkpoints are gone', async () => {
    await started();
    await mkdir(path.join(home, 'run'));
    await writeFile(path.join(home, 'run', 'checkpoint.bin'), 'weights');
    expect((await desk.stop()).ok).toBe(true);
    expect(command().asked()).toBe(2);
    expect(desk.view).toMatchObject({ data: '/data', run: null });
    await expect(stat(path.join(home, 'run'))).rejects.toThrow('ENOENT');
    expect(await desk.stop()).toMatchObject(REFUSED);
  });

  it('is erased with everything that was made', async () => {
    await started();
    await desk.removeAll();
    expect(desk.view).toEqual({ data: null, people: [], run: null, trained: null });
    await expect(stat(home)).rejects.toThrow('ENOENT');
  });

  it('of a damaged note is none', async () => {
    await writeFile(path.join(home, 'training.json'), '{"run": {"wish": 7}}');
    await open();
    expect(desk.view.run).toBeNull();
  });
});
