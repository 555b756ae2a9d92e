import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { succeed, type Problem } from '../../contract/problem.ts';
import type { RecorderView } from '../../contract/recordings.ts';
import { RecordingCamera } from '../camera/recording/recording-camera.ts';
import type { SensorFrame, SensorModel } from '../camera/sensor-frame.ts';
import { mcapRecordings } from './mcap/recordings-here-fixture.ts';
import { openRecordingWriter } from './mcap/write/open-recording-writer.ts';
import type { RecordingFiles, RecordingWriter } from './recording-files.ts';
import { Recorder, type RecorderOptions } from './recorder.ts';
import { RecordingsFolder } from './recordings-folder.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import { eventually } from '../../contract/eventually-fixture.ts';

const intrinsics = { fx: 40, fy: 40, cx: 31.5, cy: 23.5 };
const sensor: SensorModel = {
  name: 'Test Kinect',
  serial: '7',
  trust: 'sensor',
  depthIntrinsics: intrinsics,
  colorIntrinsics: intrinsics,
  registration: { kind: 'registered' },
};

function frame(sequence: number, of: SensorModel = sensor): SensorFrame {
  const [width, height] = [64, 48];
  return {
    sequence,
    timeMs: 1000 + sequence * 33,
    sensor: of,
    depth: { width, height, data: new Uint16Array(width * height).fill(600 + sequence) },
    color: { width, height, data: new Uint8Array(width * height * 4).fill(120) },
  };
}

let folder: string;
let recorder: Recorder;
let views: RecorderView[];
let problems: Problem[];
let space: number;
const made = { app: '1', encoder: 'fused 3' };
const files: RecordingFiles = {
  ...mcapRecordings(made),
  // On this thread: from source, another thread takes seconds to start.
  create: (file, sensor, onProblem) =>
    openRecordingWriter(file, { ...made, sensor, color: 'jpeg', onProblem }),
};

const options = (): RecorderOptions => ({
  folder,
  files,
  onView: (view) => views.push(view),
  onProblem: (problem) => problems.push(problem),
  onSaved: () => undefined,
  freeSpace: () => Promise.resolve(space),
});

/** Fails with the first frame, and again on close. */
class FullDisk implements RecordingWriter {
  readonly problem: Problem;
  readonly #fail: () => void;

  constructor(problem: Problem, onFrame: () => void) {
    this.problem = problem;
    this.#fail = onFrame;
  }

  offer(): boolean {
    this.#fail();
    return false;
  }

  drop(): void {
    throw new Error('nothing came too early');
  }

  ready(): Promise<void> {
    return Promise.resolve();
  }

  statistics() {
    return { frames: 0, droppedByDisk: 1, missedByCamera: 0, bytes: 0, durationMs: 0 };
  }

  close() {
    return Promise.resolve({ ok: false, problem: this.problem } as const);
  }
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-recorder-'));
  [views, problems, space] = [[], [], 1e12];
  recorder = new Recorder(options());
  recorder.setCameraObstacle(null);
  await recorder.look();
});

afterEach(async () => {
  await recorder.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function record(count: number): Promise<void> {
  recorder.start();
  // The frames before the file is open are in it too.
  for (let sequence = 0; sequence < count; sequence += 1) recorder.offer(frame(sequence));
  await untilFramesAreWritten();
  await recorder.stop();
}

async function untilFramesAreWritten(): Promise<void> {
  await eventually(() => {
    void recorder.look();
    const view = views.at(-1);
    expect(view?.phase === 'recording' && view.frames > 0).toBe(true);
  });
}

describe('the recorder', () => {
  it('keeps nothing until Record is pressed', async () => {
    recorder.offer(frame(0));
    expect(await new RecordingsFolder(folder, files).list()).toEqual([]);
  });

  it('writes a file that is listed with a picture', async () => {
    await record(6);
    const [entry] = await new RecordingsFolder(folder, files).list();
    expect(entry?.summary).toMatchObject({ camera: 'Test Kinect', complete: true, problem: null });
    expect(entry?.summary.frames).toBe(6);
    expect(entry?.thumbnail?.subarray(0, 2)).toEqual(Uint8Array.of(0xff, 0xd8));
    expect(problems).toEqual([]);
  });

  it('tells the same drops while it records as the list does afterwards', async () => {
    recorder.start();
    recorder.offer(frame(20));
    await untilFramesAreWritten();
    for (const sequence of [22, 25, 26]) recorder.offer(frame(sequence));
    await recorder.look();
    const view = views.at(-1);
    expect(view).toMatchObject({ phase: 'recording', droppedByDisk: 0, missedByCamera: 3 });
    await recorder.stop();
    const [entry] = await new RecordingsFolder(folder, files).list();
    expect(entry?.summary).toMatchObject({ dropped: 3, droppedByDisk: 0, missedByCamera: 3 });
  });

  it('says once why it has stopped, though the file meets the reason again at its end', async () => {
    const problem = { code: 'recording-failed', message: 'The disk is full.' } as const;
    const full = new Recorder({
      ...options(),
      files: {
        ...files,
        create: (_file, _sensor, onProblem) =>
          Promise.resolve(succeed(new FullDisk(problem, () => onProblem(problem)))),
      },
    });
    full.setCameraObstacle(null);
    for (let times = 1; times <= 2; times++) {
      full.start();
      full.offer(frame(0));
      await eventually(() => expect(full.isRecording).toBe(false));
      await full.stop();
      expect(problems.map(({ message }) => message)).toEqual(
        new Array(times).fill(
          'Recording has stopped. The disk is full. What was recorded until then is kept.',
        ),
      );
    }
    await full.dispose();
  });

  it('names the camera as the obstacle, and does not start', () => {
    recorder.setCameraObstacle('No camera.');
    recorder.start();
    expect(views.at(-1)).toMatchObject({ phase: 'idle', obstacle: 'No camera.' });
    expect(problems).toHaveLength(1);
  });

  it('is of one sensor: it ends with a sentence where another goes on, and keeps its own frames', async () => {
    recorder.start();
    recorder.offer(frame(0));
    // Told anew with each frame, as the virtual Kinect does.
    recorder.offer(frame(1, { ...sensor, depthIntrinsics: { ...intrinsics } }));
    await untilFramesAreWritten();
    for (const sequence of [2, 3]) recorder.offer(frame(sequence, { ...sensor, name: 'Other' }));
    expect(recorder.isRecording).toBe(false);
    await recorder.stop();
    expect(problems.map(({ message }) => message)).toEqual([
      'Recording has stopped. The sensor was changed, and a recording is of one sensor. What was recorded until then is kept.',
    ]);
    const [entry] = await new RecordingsFolder(folder, files).list();
    expect(entry?.summary).toMatchObject({ camera: 'Test Kinect', frames: 2, complete: true });
  });

  it('says so when another sensor goes on while the file is still being opened', async () => {
    recorder.start();
    recorder.offer(frame(0));
    for (const sequence of [1, 2, 3]) recorder.offer(frame(sequence, { ...sensor, name: 'Other' }));
    await recorder.stop();
    await eventually(() => expect(recorder.isRecording).toBe(false));
    expect(problems).toHaveLength(1);
    const [entry] = await new RecordingsFolder(folder, files).list();
    expect(entry?.summary).toMatchObject({ camera: 'Test Kinect', frames: 1, complete: true });
  });

  it('says once that the camera was lost, and that nothing was recorded where nothing was', async () => {
    recorder.start();
    recorder.offer(frame(0));
    await untilFramesAreWritten();
    recorder.setCameraObstacle('Unplugged.');
    recorder.setCameraObstacle('Still unplugged.');
    await recorder.stop();
    expect(problems.map(({ message }) => message)).toEqual([
      'Recording has stopped. The camera stopped sending pictures. What was recorded until then is kept.',
    ]);
    recorder.setCameraObstacle(null);
    recorder.start();
    recorder.setCameraObstacle('Unplugged.');
    expect(problems.at(-1)?.message).toContain('Nothing was recorded yet.');
  });

  it('is not listed before it is finished', async () => {
    recorder.start();
    recorder.offer(frame(0));
    await untilFramesAreWritten();
    const library = new RecordingsFolder(folder, files);
    expect(await library.list()).toHaveLength(1);
    expect(await library.list(recorder.unfinishedFile)).toEqual([]);
    await recorder.stop();
    expect(await library.list(recorder.unfinishedFile)).toHaveLength(1);
  });

  it('is offered in the formats that can hold it', async () => {
    await record(1);
    const formats = async () => {
      const [entry] = await new RecordingsFolder(folder, files).list();
      return entry?.summary.formats;
    };
    expect(await formats()).toEqual(['recording', 'tum', 'ros2', 'dataset', 'ply']);
    await writeFile(path.join(folder, '9 foreign.mcap'), 'not a recording at all');
    expect(await formats()).toEqual([]);
  });

  it('keeps recordings that begin in one second apart', async () => {
    for (let times = 0; times < 3; times += 1) await record(1);
    expect(problems).toEqual([]);
    expect(await new RecordingsFolder(folder, files).list()).toHaveLength(3);
  });

  it('says nothing when a person stops it, or the app ends', async () => {
    await record(2);
    recorder.start();
    recorder.offer(frame(0));
    await recorder.dispose();
    expect(problems).toEqual([]);
  });

  it('ends with a sentence when the disk runs full, and keeps what it has', async () => {
    recorder.start();
    recorder.offer(frame(0));
    await eventually(() => expect(views.at(-1)?.phase).toBe('recording'));
    space = 1000;
    await recorder.look();
    await recorder.stop();
    expect(problems[0]?.message).toContain('The disk is almost full');
    expect(recorder.isRecording).toBe(false);
  });

  it('ends with a sentence when recordings take what they may, deletes nothing, and goes on when they may take more', async () => {
    await record(4);
    const [before] = await new RecordingsFolder(folder, files).list();
    const taken = before?.summary.bytes ?? 0;
    expect(taken).toBeGreaterThan(0);
    await recorder.setLimit(taken + 1);
    expect(views.at(-1)).toMatchObject({ phase: 'idle', obstacle: null, spaceLeft: 1 });
    recorder.start();
    recorder.offer(frame(0));
    await eventually(() => expect(views.at(-1)?.phase).toBe('recording'));
    await eventually(async () => {
      await recorder.look();
      expect(views.at(-1)?.phase).toBe('idle');
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(
      /^Recording has stopped\. .*Settings, Storage.* is kept\.$/u,
    );
    expect(views.at(-1)).toMatchObject({ spaceLeft: 0 });
    expect(recorder.limitObstacle).toContain('Delete recordings, or allow them more.');
    recorder.start();
    expect(recorder.isRecording).toBe(false);
    expect(problems[1]?.message).toContain('Settings, Storage');
    const kept = await new RecordingsFolder(folder, files).list();
    expect(kept.map(({ file }) => file)).toContain(before?.file);
    await recorder.setLimit(null);
    expect(views.at(-1)).toMatchObject({ obstacle: null, spaceLeft: space });
    await record(1);
    expect(problems).toHaveLength(2);
  });

  it('lists a file that was cut off up to its last whole frame, and repairs it', async () => {
    await record(8);
    const [whole] = await new RecordingsFolder(folder, files).list();
    if (whole === undefined) throw new Error('nothing was recorded');
    const file = path.join(folder, whole.file);
    await truncate(file, Math.floor((await readFile(file)).length / 2));
    const [cut] = await new RecordingsFolder(folder, files).list();
    expect(cut?.summary).toMatchObject({ complete: false, problem: null });
    expect(cut?.summary.frames).toBeGreaterThan(0);
    const { file: made } = orThrow(await files.repair(file));
    const listed = await new RecordingsFolder(folder, files).list();
    expect(listed.find((entry) => entry.file === whole.file)?.summary).toEqual(cut?.summary);
    const mended = listed.find((entry) => entry.file === path.basename(made ?? ''));
    expect(mended?.summary).toMatchObject({ complete: true, frames: cut?.summary.frames });
  });

  it('lists a foreign file with the reason', async () => {
    await writeFile(path.join(folder, 'foreign.mcap'), 'not a recording at all');
    const [entry] = await new RecordingsFolder(folder, files).list();
    expect(entry?.summary.problem).toContain('does not begin as an MCAP file');
  });
});

describe('what was recorded', () => {
  it('is stepped through with trust recording, depth to the millimetre', async () => {
    await record(6);
    const [entry] = await new RecordingsFolder(folder, files).list();
    const opened = await files.open(path.join(folder, entry?.file ?? ''));
    if (!opened.ok) throw new Error(opened.problem.message);
    const shown: { trust: string; depth: number | undefined; sequence: number }[] = [];
    const recording = new RecordingCamera(opened.value, {
      onState: () => undefined,
      onProblem: (problem) => problems.push(problem),
    });
    await recording.start({
      onFrame: ({ camera, depth, sequence }) => {
        shown.push({ trust: camera.trust, depth: depth[0], sequence });
      },
      onStopped: (problem) => problems.push(problem),
    });
    await eventually(() => expect(shown).toHaveLength(1));
    recording.control({ kind: 'step', frames: 1 });
    await eventually(() => expect(shown).toHaveLength(2));
    recording.control({ kind: 'step', frames: -1 });
    await eventually(() => expect(shown).toHaveLength(3));
    await recording.stop();
    expect(shown.map(({ trust }) => trust)).toEqual(['recording', 'recording', 'recording']);
    expect(shown[0]?.depth).toBe(600);
    expect(shown[2]?.depth).toBe(shown[0]?.depth);
    expect(shown.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(problems).toEqual([]);
  });
});
