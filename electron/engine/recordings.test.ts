import { convertFiles } from './exchange/convert-files.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceName, SourceState } from '../contract/camera.ts';
import type { EngineMessage } from '../contract/engine/engine-messages.ts';
import type { RecorderView } from '../contract/recordings.ts';
import type { CameraControl } from './camera/camera-control.ts';
import { controlOfSilentSources } from './camera/camera-control-fixture.ts';
import { ownerInSight } from './session/owner-fixture.ts';
import { convert } from './exchange/convert.ts';
import { createFrameSink } from './exchange/create-frame-sink.ts';
import {
  neverAborted,
  noiseFrame,
  sourceOf,
  TEST_SENSOR,
} from './exchange/frame-source-fixture.ts';
import { orThrow } from '../contract/result-fixture.ts';
import { memoryRecordings } from './recording/recordings-fixture.ts';
import { Recordings } from './recordings.ts';
import { Session } from './session/session.ts';
import { eventually } from '../contract/eventually-fixture.ts';

const STREAMING: SourceState = { source: 'virtual', title: 'Virtual', state: 'streaming' };
const STOPPED: SourceState = {
  source: 'freenect',
  title: 'Kinect',
  state: 'stopped',
  reason: 'The Kinect was unplugged.',
};

let folder: string;
let recordings: Recordings;
let told: EngineMessage[];
let camera: (SourceName | 'stop')[];
let control: CameraControl;
let file: string;
let files: ReturnType<typeof memoryRecordings>;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-recordings-'));
  file = path.join(folder, 'a.mcap');
  await writeFile(file, 'a recording');
  // Its own: a test before may still be told of its folder.
  const heard: EngineMessage[] = [];
  told = heard;
  files = memoryRecordings({ [file]: [0, 1, 2].map((number) => noiseFrame(number)) });
  const vision = ownerInSight();
  const emit = (message: EngineMessage): void => void heard.push(message);
  const session = new Session({ vision, gallery: [], unlocked: null, emit });
  const seen: (SourceName | 'stop')[] = [];
  control = controlOfSilentSources(
    { onStarted: (source) => seen.push(source), onStopped: () => seen.push('stop') },
    {
      onFrame: (frame) =>
        recordings.isRehearsing ? recordings.rehearse(frame) : session.onFrame(frame),
    },
  );
  await control.select('virtual');
  seen.length = 0;
  camera = seen;
  recordings = new Recordings({
    folder,
    files,
    convert: convertFiles,
    vision,
    session,
    camera: control,
    gallery: [],
    ...{ assets: '', encoderEngine: 'onnxruntime', isBusy: () => false, limit: null },
    onPicture: () => undefined,
    emit,
  });
});
afterEach(async () => {
  await recordings.dispose();
  await control.stop();
  await rm(folder, { recursive: true, force: true });
});

const of = <K extends EngineMessage['kind']>(kind: K) =>
  told.filter((message): message is Extract<EngineMessage, { kind: K }> => message.kind === kind);
const player = () => of('player').at(-1)?.view;
const recorder = (): RecorderView | undefined => of('recorder').at(-1)?.view;
const listed = () =>
  of('recordings')
    .at(-1)
    ?.listed.map(({ file }) => file);

describe('recordings of the engine', () => {
  it('tells what lies in the folder, at the start and when asked', async () => {
    await eventually(() => expect(listed()).toEqual(['a.mcap']));
    await rm(file);
    recordings.handle({ kind: 'recordings.list' });
    await eventually(() => expect(listed()).toEqual([]));
  });

  it('tells by itself when a file comes or goes', async () => {
    await eventually(() => expect(listed()).toEqual(['a.mcap']));
    // Until it is told: the folder is not watched at once.
    await eventually(async () => {
      await rm(path.join(folder, 'b.mcap'), { force: true });
      await writeFile(path.join(folder, 'b.mcap'), 'another');
      expect(listed()?.sort()).toEqual(['a.mcap', 'b.mcap']);
    });
    await rm(file);
    await eventually(() => expect(listed()).toEqual(['b.mcap']));
  });

  it('lists anew when a file does not open', async () => {
    await eventually(() => expect(of('recordings')).toHaveLength(1));
    recordings.handle({ kind: 'player.open', id: 'gone', file: path.join(folder, 'gone.mcap') });
    await eventually(() => expect(of('problem')).toHaveLength(1));
    await eventually(() => expect(of('recordings').length).toBeGreaterThan(1));
  });

  it('lets the recorder record what streams, and says why it cannot', async () => {
    await eventually(() => expect(recorder()).toMatchObject({ phase: 'idle' }));
    recordings.onSources([STREAMING]);
    expect(recorder()).toMatchObject({ obstacle: null });
    recordings.onSources([STOPPED]);
    expect(recorder()).toMatchObject({ obstacle: STOPPED.reason });
    recordings.onSources([]);
    expect(recorder()).toMatchObject({ obstacle: 'No camera delivers pictures now.' });
  });

  it('plays in place of the camera, which comes back', async () => {
    recordings.onSources([STREAMING]);
    recordings.handle({ kind: 'player.open', id: 'a', file });
    await eventually(() => expect(player()).toMatchObject({ phase: 'open', frames: 3 }));
    expect(camera).toEqual(['stop']);
    const view = recorder();
    expect(view?.phase === 'idle' && view.obstacle).toContain('being played');
    recordings.handle({ kind: 'player.control', control: { kind: 'step', frames: 1 } });
    await eventually(() => expect(player()).toMatchObject({ index: 1 }));
    recordings.handle({ kind: 'player.becomeCamera' });
    await eventually(() => expect(player()).toMatchObject({ mode: 'camera', playing: true }));
    recordings.handle({ kind: 'player.close' });
    await eventually(() => expect(camera).toEqual(['stop', 'virtual']));
    expect(player()).toEqual({ phase: 'closed' });
    expect(recorder()).toMatchObject({ obstacle: null });
  });

  it.each([
    {
      what: 'a recording is opened',
      end: () => {
        recordings.handle({ kind: 'player.open', id: 'a', file });
        return eventually(() => expect(player()).toMatchObject({ phase: 'open' }));
      },
      says: 'A recording takes the place of the camera.',
    },
    {
      what: 'another camera is chosen',
      end: () => recordings.selectCamera('freenect'),
      says: 'The camera was changed.',
    },
    {
      what: 'the camera is lost',
      end: () => Promise.resolve(recordings.onSources([STOPPED])),
      says: 'The camera stopped sending pictures.',
    },
  ])('says why a running recording ends when $what', async ({ end, says }) => {
    recordings.onSources([STREAMING]);
    await eventually(() => expect(recorder()).toMatchObject({ obstacle: null }));
    recordings.handle({ kind: 'record.start' });
    expect(recorder()).toMatchObject({ phase: 'recording' });
    await end();
    await eventually(() => expect(recorder()).toMatchObject({ phase: 'idle' }));
    expect(of('problem').map(({ problem }) => problem.message)).toEqual([
      `Recording has stopped. ${says} Nothing was recorded yet.`,
    ]);
  });

  it('ends a replay when another camera is chosen', async () => {
    recordings.handle({ kind: 'player.open', id: 'a', file });
    await eventually(() => expect(player()).toMatchObject({ phase: 'open' }));
    await recordings.selectCamera('freenect');
    expect(player()).toEqual({ phase: 'closed' });
    expect(camera.at(-1)).toBe('freenect');
    expect(files.stillOpen.size).toBe(0);
  });

  it('repairs, says when that fails, and lists again', async () => {
    await eventually(() => expect(of('recordings')).toHaveLength(1));
    recordings.handle({ kind: 'recordings.repair', file });
    await eventually(() => expect(of('recordings')).toHaveLength(2));
    expect(files.repaired).toEqual([file]);
    recordings.handle({ kind: 'recordings.repair', file: 'gone' });
    await eventually(() => expect(of('problem')).toHaveLength(1));
  });

  it('imports with the id of whoever asked, and lists what came', async () => {
    await eventually(() => expect(of('recordings')).toHaveLength(1));
    const input = path.join(folder, 'tum');
    const sink = orThrow(await createFrameSink('tum', input, TEST_SENSOR));
    orThrow(await convert(sourceOf([noiseFrame(0)]), sink, { signal: neverAborted() }));
    const request = { input, output: path.join(folder, 'b.mcap'), format: 'recording' } as const;
    recordings.handle({ kind: 'exchange.start', id: 'mine', request });
    await eventually(() => expect(of('exchange').at(-1)?.event.kind).toBe('finished'));
    expect(of('exchange').map(({ event }) => event.id)).toEqual(Array(3).fill('mine'));
    await eventually(() => expect(listed()?.sort()).toEqual(['a.mcap', 'b.mcap']));
  });

  it('imports nothing where recordings take what they may, but exports', async () => {
    await writeFile(file, Buffer.alloc(3e6));
    recordings.handle({ kind: 'recordings.limit', limit: null });
    await recordings.recorder.setLimit(2e6);
    const request = {
      input: 'any',
      output: path.join(folder, 'b.mcap'),
      format: 'recording',
    } as const;
    recordings.handle({ kind: 'exchange.start', id: 'in', request });
    expect(of('exchange').map(({ event }) => event)).toMatchObject([
      { kind: 'failed', id: 'in', problem: { code: 'files-unwritable' } },
    ]);
    const elsewhere = { ...request, output: path.join(folder, 'elsewhere', 'b.mcap') };
    recordings.handle({ kind: 'exchange.start', id: 'out', request: elsewhere });
    await eventually(() => expect(of('exchange').at(-1)?.event).toMatchObject({ id: 'out' }));
  });

  it('shows what a recording shows at a time, while it is open', async () => {
    expect(await recordings.pictureAt(0)).toBeNull();
    recordings.handle({ kind: 'player.open', id: 'a', file });
    await eventually(() => expect(player()).toMatchObject({ phase: 'open' }));
    const picture = await recordings.pictureAt(40);
    // A JPEG.
    expect([...(picture ?? []).slice(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    expect(player()).toMatchObject({ index: 0 });
    recordings.handle({ kind: 'player.close' });
    await eventually(() => expect(player()).toEqual({ phase: 'closed' }));
    expect(await recordings.pictureAt(40)).toBeNull();
  });

  it('cancels what is asked for, and everything at the end', async () => {
    const request = { input: file, output: path.join(folder, 'c'), format: 'tum' } as const;
    for (const id of ['1', '2', '3']) recordings.handle({ kind: 'exchange.start', id, request });
    recordings.handle({ kind: 'exchange.cancel', id: '2' });
    await recordings.dispose();
    const ends = of('exchange').filter(({ event }) => event.kind !== 'started');
    expect(ends.map(({ event }) => event.id)).toEqual(['1', '2', '3']);
    expect(ends.slice(1).map(({ event }) => event.kind)).toEqual(['cancelled', 'cancelled']);
  });
});
