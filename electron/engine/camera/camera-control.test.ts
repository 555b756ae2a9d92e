import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  DEFAULT_SCENE,
  SOURCE_NAMES,
  type SourceName,
  type SourceState,
} from '../../contract/camera.ts';
import type { CameraModel, RgbdFrame } from '../../contract/frame.ts';
import { fail, succeed, type Problem, type Result } from '../../contract/problem.ts';
import { CameraControl } from './camera-control.ts';
import type { CameraRegistry, CameraSource, SourceOptions } from './camera-source.ts';
import { sensorFrameKeeper, type CameraObserver } from './depth-camera.ts';
import { blocked, type Probe } from './probe.ts';
import { asSensorFrame, type SensorFrame } from './sensor-frame.ts';

const MODEL: CameraModel = {
  name: 'fake',
  serial: 'A1',
  intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
  trust: 'sensor',
};
const READY: Probe = { kind: 'ready', serials: ['A1'], certain: true };
const ABSENT = blocked('not-plugged-in', 'No Kinect is plugged in.');
const BUSY = blocked('in-use', 'Another program uses the Kinect. Close it.');

function frame(sequence: number): RgbdFrame {
  return {
    sequence,
    timeMs: sequence * 33,
    width: 1,
    height: 1,
    color: new Uint8Array(4),
    depth: new Uint16Array(1),
    camera: MODEL,
  };
}

/** One source that a test plugs, unplugs and breaks. */
class FakeSource implements CameraSource {
  readonly title: string;
  silenceLimitMs?: number;
  state: Probe | Error | 'hangs' = ABSENT;
  startAnswer: Result<CameraModel> | Error | 'hangs' = succeed(MODEL);
  sends = true;
  /** Cameras that hold the device now, and the most at once. */
  open = 0;
  mostOpen = 0;
  starts = 0;
  probes = 0;
  probing = 0;
  options: SourceOptions[] = [];
  observer: CameraObserver | null = null;

  constructor(title: string) {
    this.title = title;
  }

  async probe(): Promise<Probe> {
    this.probes += 1;
    this.probing += 1;
    await Promise.resolve();
    if (this.state === 'hangs') return new Promise(() => undefined);
    this.probing -= 1;
    if (this.state instanceof Error) throw this.state;
    return this.state;
  }

  create(options: SourceOptions) {
    this.options.push(options);
    let timer: ReturnType<typeof setInterval> | undefined;
    let isOpen = false;
    return {
      start: async (observer: CameraObserver): Promise<Result<CameraModel>> => {
        this.starts += 1;
        await Promise.resolve();
        if (this.startAnswer === 'hangs') return new Promise(() => undefined);
        if (this.startAnswer instanceof Error) throw this.startAnswer;
        if (!this.startAnswer.ok) return this.startAnswer;
        isOpen = true;
        this.open += 1;
        this.mostOpen = Math.max(this.mostOpen, this.open);
        this.observer = observer;
        let sequence = 0;
        timer = setInterval(() => {
          if (this.sends) observer.onFrame(frame((sequence += 1)));
        }, 33);
        return this.startAnswer;
      },
      stop: async () => {
        clearInterval(timer);
        await Promise.resolve();
        if (isOpen) this.open -= 1;
        isOpen = false;
      },
      setOptions: (changed: SourceOptions) => {
        this.options.push(changed);
      },
    };
  }
}

let sources: Record<SourceName, FakeSource>;
let control: CameraControl;
let told: SourceState[];
let onTold: () => void;
let frames: number;
let begun: number;
let lost: Problem[];

const stateOf = (source: SourceName) => told.find((state) => state.source === source);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** Unplugged under a running camera: the driver says so. */
function unplug(source: FakeSource): void {
  source.state = ABSENT;
  source.sends = false;
  source.observer?.onStopped({ code: 'camera-stopped', message: 'The Kinect was unplugged.' });
}

beforeEach(() => {
  vi.useFakeTimers();
  sources = {
    freenect: new FakeSource('Kinect for Xbox 360'),
    kinect2: new FakeSource('Kinect for Xbox One'),
    libfreenect2: new FakeSource('Kinect for Xbox One (libfreenect2)'),
    virtual: new FakeSource('Virtual Kinect'),
  };
  sources.virtual.state = READY;
  const registry: CameraRegistry = sources;
  [told, frames, begun, lost] = [[], 0, 0, []];
  onTold = () => undefined;
  control = new CameraControl({
    registry,
    scene: DEFAULT_SCENE,
    onFrame: () => {
      frames += 1;
    },
    onSources: (states) => {
      told = [...states];
      onTold();
    },
    onStarted: () => {
      begun += 1;
    },
    onLost: (problem) => lost.push(problem),
  });
});

afterEach(async () => {
  await control.stop();
  vi.useRealTimers();
});

describe('camera control', () => {
  it('streams what was chosen, and lists the rest', async () => {
    sources.kinect2.state = BUSY;
    await control.select('virtual');
    await pass(100);
    expect(frames).toBeGreaterThan(0);
    expect(begun).toBe(1);
    expect(told.map(({ source }) => source)).toEqual([...SOURCE_NAMES]);
    expect(stateOf('virtual')).toMatchObject({ state: 'streaming', chosen: true });
    expect(stateOf('freenect')).toMatchObject({ state: 'unavailable', obstacle: 'not-plugged-in' });
    expect(stateOf('kinect2')).toMatchObject({ state: 'unavailable', obstacle: 'in-use' });
    expect(lost).toEqual([]);
  });

  it('is starting, not streaming, until the first frame', async () => {
    sources.virtual.sends = false;
    await control.select('virtual');
    expect(stateOf('virtual')?.state).toBe('starting');
    expect(begun).toBe(0);
    sources.virtual.sends = true;
    await pass(40);
    expect(stateOf('virtual')?.state).toBe('streaming');
  });

  it('streams within two seconds of being plugged in, and says before why it does not', async () => {
    await control.select('freenect');
    await pass(10_000);
    expect(lost).toEqual([{ code: 'no-camera', message: 'No Kinect is plugged in.' }]);
    expect(stateOf('freenect')).toMatchObject({
      state: 'stopped',
      reason: 'No Kinect is plugged in.',
      obstacle: 'not-plugged-in',
    });
    sources.freenect.state = READY;
    await pass(2000);
    expect(stateOf('freenect')).toMatchObject({ state: 'streaming', serials: ['A1'] });
    expect(stateOf('freenect')?.reason).toBeUndefined();
  });

  it('follows unplugging and plugging in', async () => {
    sources.freenect.state = READY;
    await control.select('freenect');
    await pass(500);
    for (let round = 1; round <= 3; round += 1) {
      unplug(sources.freenect);
      expect(stateOf('freenect')).toMatchObject({ state: 'stopped' });
      expect(lost.at(-1)?.message).toBe('The Kinect was unplugged.');
      await pass(5000);
      expect(lost.at(-1)?.message).toBe('No Kinect is plugged in.');
      expect(sources.freenect.open).toBe(0);
      sources.freenect.state = READY;
      sources.freenect.sends = true;
      await pass(2000);
      expect(stateOf('freenect')?.state).toBe('streaming');
      expect(begun).toBe(1 + round);
    }
    expect(sources.freenect.mostOpen).toBe(1);
  });

  it('notices a camera that sends nothing for a second, and recovers', async () => {
    sources.freenect.state = READY;
    await control.select('freenect');
    await pass(1000);
    sources.freenect.sends = false;
    await pass(1600);
    expect(lost.map(({ code }) => code)).toEqual(['camera-stopped']);
    expect(stateOf('freenect')).toMatchObject({ state: 'stopped' });
    expect(stateOf('freenect')?.reason).toContain('stopped sending frames. Unplug it');
    await pass(20_000);
    expect(lost).toHaveLength(1);
    sources.freenect.sends = true;
    await pass(2000);
    expect(stateOf('freenect')?.state).toBe('streaming');
    expect(sources.freenect.mostOpen).toBe(1);
  });

  it('asks nobody to unplug a virtual camera', async () => {
    await control.select('virtual');
    await pass(1000);
    sources.virtual.sends = false;
    await pass(1600);
    expect(lost.map(({ code }) => code)).toEqual(['camera-stopped']);
    expect(lost[0]?.message).toContain('stopped sending frames. Depthlock will start it again');
    expect(lost[0]?.message).not.toMatch(/plug/i);
  });

  it('lets a source be silent for as long as the source says', async () => {
    sources.virtual.silenceLimitMs = 10_000;
    sources.virtual.sends = false;
    await control.select('virtual');
    await pass(9000);
    expect(stateOf('virtual')?.state).toBe('starting');
    sources.virtual.sends = true;
    await pass(1000);
    sources.virtual.sends = false;
    await pass(9000);
    expect(stateOf('virtual')?.state).toBe('streaming');
    expect(lost).toEqual([]);
    await pass(1600);
    expect(lost.map(({ code }) => code)).toEqual(['camera-stopped']);
  });

  it('waits for another program to let go of the device', async () => {
    sources.freenect.state = BUSY;
    await control.select('freenect');
    expect(stateOf('freenect')).toMatchObject({ obstacle: 'in-use', state: 'stopped' });
    expect(lost.at(-1)?.message).toContain('Close it');
    sources.freenect.state = READY;
    await pass(2000);
    expect(stateOf('freenect')?.state).toBe('streaming');
  });

  it('retries a start that fails, and tells each reason once', async () => {
    sources.kinect2.state = { kind: 'ready', serials: [], certain: false };
    sources.kinect2.startAnswer = fail('no-camera', 'No Kinect answers.');
    await control.select('kinect2');
    await pass(20_000);
    expect(sources.kinect2.starts).toBeGreaterThan(10);
    expect(lost).toEqual([{ code: 'no-camera', message: 'No Kinect answers.' }]);
    sources.kinect2.startAnswer = succeed(MODEL);
    await pass(2000);
    expect(stateOf('kinect2')?.state).toBe('streaming');
  });

  it.each([
    ['throws', new Error('libusb'), 100],
    ['hangs', 'hangs' as const, 10_400],
  ])('survives a driver that %s when started', async (_, answer, afterMs) => {
    sources.freenect.state = READY;
    sources.freenect.startAnswer = answer;
    void control.select('freenect');
    await pass(afterMs);
    expect(lost).toMatchObject([{ code: 'camera-stopped' }]);
    sources.freenect.startAnswer = succeed(MODEL);
    await pass(2000);
    expect(stateOf('freenect')?.state).toBe('streaming');
  });

  it('survives probes that throw or never answer, and asks only once at a time', async () => {
    sources.freenect.state = new Error('libusb');
    sources.libfreenect2.state = 'hangs';
    void control.select('virtual');
    await pass(30_000);
    expect(stateOf('freenect')).toMatchObject({ obstacle: 'not-answering' });
    expect(stateOf('libfreenect2')).toMatchObject({ obstacle: 'not-answering' });
    expect(sources.libfreenect2.probing).toBe(1);
    expect(stateOf('virtual')?.state).toBe('streaming');
  });

  it('never looks at a source while it streams', async () => {
    sources.freenect.state = READY;
    await control.select('freenect');
    await pass(100);
    const { probes } = sources.freenect;
    const { probes: others } = sources.kinect2;
    await pass(20_000);
    expect(sources.freenect.probes).toBe(probes);
    expect(sources.kinect2.probes).toBeGreaterThan(others);
  });

  it('chooses a real camera at first, if one is surely there', async () => {
    sources.kinect2.state = { kind: 'ready', serials: [], certain: false };
    await control.select(null);
    await pass(100);
    expect(stateOf('virtual')).toMatchObject({ state: 'streaming', chosen: true });
    sources.freenect.state = READY;
    await control.select(null);
    await pass(100);
    expect(stateOf('freenect')).toMatchObject({ state: 'streaming', chosen: true });
    expect(stateOf('virtual')).toMatchObject({ state: 'available' });
  });

  it('obeys the last of overlapping choices', async () => {
    for (const source of SOURCE_NAMES) sources[source].state = READY;
    const choices = SOURCE_NAMES.map((source) => control.select(source));
    await pass(100);
    await Promise.all(choices);
    expect(SOURCE_NAMES.map((source) => stateOf(source)?.state)).toEqual([
      ...['available', 'available', 'available', 'streaming'],
    ]);
    expect(SOURCE_NAMES.map((source) => sources[source].open)).toEqual([0, 0, 0, 1]);
  });

  it('does not open a device again before it is closed', async () => {
    sources.freenect.state = READY;
    for (let time = 0; time < 5; time += 1) void control.select('freenect');
    await pass(500);
    await control.select('freenect');
    await pass(500);
    expect(sources.freenect.mostOpen).toBe(1);
    expect(stateOf('freenect')?.state).toBe('streaming');
  });

  it('hands options to the camera in use and to later ones', async () => {
    await control.select('virtual');
    const scene = { ...DEFAULT_SCENE, person: 'ada' };
    control.setScene(scene);
    expect(sources.virtual.options.at(-1)).toMatchObject({ scene });
    await control.select('virtual');
    expect(sources.virtual.options.at(-1)).toMatchObject({ scene });
  });

  it('starts the device in use again when its pictures are to be turned, and no other', async () => {
    sources.freenect.state = READY;
    await control.select('freenect');
    await pass(100);
    expect(sources.freenect.options).toMatchObject([{ mirrored: [] }]);
    // Another one's: only noted.
    await control.setMirrored(['kinect2']);
    expect([sources.freenect.starts, begun]).toEqual([1, 1]);
    const states: (string | undefined)[] = [];
    onTold = () => states.push(stateOf('freenect')?.state);
    await control.setMirrored(['kinect2', 'freenect']);
    await pass(100);
    expect([sources.freenect.starts, sources.freenect.mostOpen, begun]).toEqual([2, 1, 2]);
    expect(sources.freenect.options.at(-1)).toMatchObject({ mirrored: ['kinect2', 'freenect'] });
    // A recording ends while nothing streams.
    expect(states).toEqual(['starting', 'streaming']);
    await control.setMirrored(['freenect', 'kinect2']);
    expect(sources.freenect.starts).toBe(2);
    await control.setMirrored([]);
    await pass(100);
    expect([sources.freenect.starts, begun]).toEqual([3, 3]);
    expect(sources.freenect.options.at(-1)).toMatchObject({ mirrored: [] });
    expect(lost).toEqual([]);
  });

  it('turns a device that is waited for, or that a recording stands in for, once it starts', async () => {
    await control.select('freenect');
    await control.setMirrored(['freenect']);
    expect(sources.freenect.starts).toBe(0);
    sources.freenect.state = READY;
    await pass(2000);
    expect(sources.freenect.starts).toBe(1);
    expect(sources.freenect.options.at(-1)).toMatchObject({ mirrored: ['freenect'] });
    await control.replay(new FakeSource('Recording').create({ scene: DEFAULT_SCENE }));
    await control.setMirrored([]);
    expect([sources.freenect.starts, control.isReplaying]).toEqual([1, true]);
    await control.endReplay();
    expect(sources.freenect.options.at(-1)).toMatchObject({ mirrored: [] });
  });

  it('asks at each frame whether what the sensor delivered is kept', async () => {
    const kept: SensorFrame[] = [];
    let isRecording = false;
    const keeping = new CameraControl({
      registry: sources,
      scene: DEFAULT_SCENE,
      onFrame: () => undefined,
      onSensorFrame: (sensorFrame) => kept.push(sensorFrame),
      wantsSensorFrames: () => isRecording,
      onSources: () => undefined,
      onStarted: () => undefined,
      onLost: () => undefined,
    });
    await keeping.select('virtual');
    const observer = sources.virtual.observer;
    if (observer === null) throw new Error('the camera was not started');
    expect(sensorFrameKeeper(observer)).toBeNull();
    isRecording = true;
    sensorFrameKeeper(observer)?.(asSensorFrame(frame(9)));
    expect(kept.map(({ sequence }) => sequence)).toEqual([9]);
    await keeping.stop();
    // Nothing of a camera that was stopped is recorded.
    sensorFrameKeeper(observer)?.(asSensorFrame(frame(10)));
    expect(kept).toHaveLength(1);
  });

  it('is silent once stopped', async () => {
    await control.select('virtual');
    await pass(100);
    await control.stop();
    const before = [frames, sources.virtual.probes, sources.virtual.open];
    await pass(10_000);
    expect([frames, sources.virtual.probes, sources.virtual.open]).toEqual(before);
    expect(sources.virtual.open).toBe(0);
  });
});

describe('a recording in place of the camera', () => {
  const recordingOf = (source: FakeSource) => source.create({ scene: DEFAULT_SCENE });
  let recorded: FakeSource;

  beforeEach(() => {
    recorded = new FakeSource('Recording');
  });

  it('is the one camera in use, and the chosen source comes back after it', async () => {
    sources.freenect.state = READY;
    await control.select('freenect');
    await pass(100);
    await control.replay(recordingOf(recorded));
    expect([sources.freenect.open, recorded.open, control.isReplaying]).toEqual([0, 1, true]);
    const before = frames;
    await pass(1000);
    expect(frames).toBeGreaterThan(before);
    expect(begun).toBe(2);
    expect(sources.freenect.starts).toBe(1);
    await control.endReplay();
    await pass(100);
    expect([sources.freenect.open, recorded.open, control.isReplaying]).toEqual([1, 0, false]);
    expect(stateOf('freenect')).toMatchObject({ state: 'streaming', chosen: true });
    expect(lost).toEqual([]);
  });

  it('may stand still for as long as it likes, and no source is looked at meanwhile', async () => {
    await control.select('virtual');
    recorded.sends = false;
    await control.replay(recordingOf(recorded));
    const probes = SOURCE_NAMES.map((source) => sources[source].probes);
    await pass(60_000);
    expect(recorded.open).toBe(1);
    expect(lost).toEqual([]);
    expect(SOURCE_NAMES.map((source) => sources[source].probes)).toEqual(probes);
  });

  it('gives its place back to a source that was unplugged before, which is waited for', async () => {
    sources.freenect.state = READY;
    await control.select('freenect');
    await pass(100);
    unplug(sources.freenect);
    await pass(100);
    await control.replay(recordingOf(recorded));
    await control.endReplay();
    expect(stateOf('freenect')).toMatchObject({ state: 'stopped', chosen: true });
    sources.freenect.state = READY;
    sources.freenect.sends = true;
    await pass(2000);
    expect(stateOf('freenect')?.state).toBe('streaming');
  });

  it('ends when a source is chosen, and no frame of it comes after', async () => {
    await control.replay(recordingOf(recorded));
    sources.kinect2.state = READY;
    await control.select('kinect2');
    await pass(100);
    expect([sources.kinect2.open, recorded.open, control.isReplaying]).toEqual([1, 0, false]);
    await control.endReplay();
    expect(sources.kinect2.starts).toBe(1);
    const before = frames;
    recorded.observer?.onFrame(frame(1));
    expect(frames).toBe(before);
  });

  it('never streams beside another, however quickly they are chosen', async () => {
    const second = new FakeSource('Second recording');
    const choices = [
      control.select('virtual'),
      control.replay(recordingOf(recorded)),
      control.replay(recordingOf(second)),
    ];
    await pass(500);
    await Promise.all(choices);
    expect([sources.virtual.open, recorded.open, second.open]).toEqual([0, 0, 1]);
  });

  it('waits until its frame was looked at', async () => {
    let look: () => void = () => undefined;
    const patient = new CameraControl({
      registry: sources,
      scene: DEFAULT_SCENE,
      onFrame: () =>
        new Promise((resolve) => {
          look = resolve;
        }),
      onSources: () => undefined,
      onStarted: () => undefined,
      onLost: () => undefined,
    });
    await patient.replay(recordingOf(recorded));
    await pass(40);
    let isLookedAt = false;
    void recorded.observer?.lookedAt?.().then(() => {
      isLookedAt = true;
    });
    recorded.sends = false;
    await pass(1000);
    expect(isLookedAt).toBe(false);
    look();
    await pass(0);
    expect(isLookedAt).toBe(true);
    await patient.stop();
  });
});
