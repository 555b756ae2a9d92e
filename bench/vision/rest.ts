import type {
  EngineMessage,
  GalleryEntry,
} from '../../electron/contract/engine/engine-messages.ts';
import type { FrameAnswer, FrameWish } from '../../electron/contract/window/bridge.ts';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { openVirtualPerson } from '../../electron/engine/camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../../electron/engine/camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../electron/engine/camera/virtual/virtual-sensor.ts';
import { FrameSender } from '../../electron/engine/frame-sender.ts';
import { Session } from '../../electron/engine/session/session.ts';
import { encoderName } from '../../electron/engine/vision/encode/encoder-info.ts';
import { DepthPresence } from '../../electron/engine/vision/presence/depth-presence.ts';
import type { Vision } from '../../electron/engine/vision/pipeline.ts';
import { newStream } from '../../electron/engine/vision/stream.ts';
import { startVision } from '../../electron/engine/vision/worker/vision-client.ts';
import { quantile } from '../../electron/base/quantile.ts';
import { ASSETS } from '../assets.ts';

const FRAME_MS = 1000 / 30;
const FRAMES = 30;
const WARM_UP_S = 3;
const MEASURED_S = 8;
const ARRIVALS = 12;
/** What the window draws of each frame: a round preview of 420 pixels. */
const ENROLLING: FrameWish = { picture: 'head', side: 420, registered: 0 };

/** Time from somebody's first frame to the frame in which they are seen, and until that is known. */
interface Wait {
  readonly frameMs: number;
  readonly answerMs: number;
}

type SensorName = 'kinect-v1' | 'kinect-v2';

/**
 * The engine with nobody in view: frames of an empty room from memory, with the noise of a sensor, at 30 fps through
 * session and vision worker, and to a window that draws them. Budget: 10 % of a core.
 */
export async function benchRest(): Promise<readonly string[]> {
  const vision = orThrow(
    await startVision({
      assets: ASSETS,
      onDied: (detail) => {
        throw new Error(`The vision worker died: ${detail}`);
      },
    }),
  );
  const lines: string[] = [];
  for (const sensor of ['kinect-v2', 'kinect-v1'] as const) {
    const empty = await film(sensor, null);
    const person = await film(sensor, 'ada');
    const engine = new Engine(vision);
    const nobody = await engine.cpuPercent(empty);
    engine.frames.setShown(false);
    const hidden = await engine.cpuPercent(empty);
    engine.frames.setShown(true);
    const somebody = await engine.cpuPercent(person);
    const searched = await new Engine(searchingAlways(vision)).cpuPercent(empty);
    const waits: Wait[] = [];
    for (let k = 0; k < ARRIVALS; k++) waits.push(await engine.firstLook(empty, person, k));
    const longest = Math.max(...waits.map(({ frameMs }) => frameMs)).toFixed(0);
    const answered = quantile(
      waits.map(({ answerMs }) => answerMs),
      0.5,
    ).toFixed(0);
    lines.push(
      `${sensor}: nobody there ${nobody.toFixed(1)} % of a core (budget 10), in a hidden window ${hidden.toFixed(1)} %; were every frame searched ${searched.toFixed(1)} %, ${(searched / nobody).toFixed(1)}× as much; somebody there ${somebody.toFixed(1)} %`,
      `${sensor}: somebody comes, the first look is at a frame ${longest} ms later at the longest (budget 250), answered after p50 ${answered} ms; depth alone ${presenceMs(empty).toFixed(2)} ms a frame (budget 1)`,
    );
  }
  await vision.dispose();
  return lines;
}

/** A second of the empty room, or of somebody who looks at the camera. */
async function film(sensor: SensorName, id: string | null): Promise<readonly RgbdFrame[]> {
  const person =
    id === null
      ? null
      : orThrow(await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, id))));
  const camera = orThrow(await VirtualSensor.create({ sensor, presentation: 'person' }, person, 9));
  const frames: RgbdFrame[] = [];
  for (let k = 0; k < FRAMES; k++) {
    const sway = Math.sin((2 * Math.PI * k) / FRAMES);
    const pose = { yaw: 8 * sway, pitch: 3 * sway, roll: 0, x: 0, y: 0, distanceMm: 700 };
    frames.push(orThrow(await camera.capture(pose, k, FRAME_MS * k)).frame);
  }
  return frames;
}

/** The setup of engine.ts for a camera, in front of a closed lock and a window that draws at once. */
class Engine {
  readonly frames = new FrameSender();
  readonly #session: Session;
  #sequence = 0;
  #onFace: ((timeMs: number) => void) | null = null;

  constructor(vision: Vision) {
    this.#session = new Session({
      vision,
      gallery: [stranger(vision)],
      unlocked: null,
      emit: (message) => this.#hear(message),
    });
    this.#session.onCameraStarted();
    let done = (): void => undefined;
    let wish = (): void => undefined;
    this.frames.setPort({
      postMessage: (message) => {
        structuredClone(message);
        setImmediate(() => done());
      },
      on: (_event, listener: (event: { data: FrameAnswer }) => void) => {
        done = () => listener({ data: { kind: 'frame-done', sequence: 0 } });
        wish = () => listener({ data: { kind: 'frame-wish', wish: ENROLLING } });
      },
      start: () => wish(),
      close: () => undefined,
    });
  }

  async cpuPercent(film: readonly RgbdFrame[]): Promise<number> {
    await this.#play(film, WARM_UP_S);
    const before = process.cpuUsage();
    const start = performance.now();
    await this.#play(film, MEASURED_S);
    const { user, system } = process.cpuUsage(before);
    return (100 * (user + system)) / 1000 / (performance.now() - start);
  }

  /** Somebody comes after some frames of the empty room: until a face is reported. */
  async firstLook(
    empty: readonly RgbdFrame[],
    person: readonly RgbdFrame[],
    moreFrames: number,
  ): Promise<Wait> {
    await this.#play(empty, 2 + moreFrames / 30);
    await this.#session.idle;
    const start = performance.now();
    const seen = new Promise<Wait>((resolve) => {
      this.#onFace = (timeMs) =>
        resolve({ frameMs: timeMs - start, answerMs: performance.now() - start });
    });
    await this.#play(person, 1);
    return seen;
  }

  async #play(film: readonly RgbdFrame[], seconds: number): Promise<void> {
    const start = performance.now();
    const first = this.#sequence;
    for (let k = 0; k < 30 * seconds; k++) {
      const sequence = ++this.#sequence;
      const frame = film[sequence % film.length];
      if (frame === undefined) continue;
      this.#take({
        ...frame,
        sequence,
        timeMs: performance.now(),
        color: frame.color.slice(),
        depth: frame.depth.slice(),
      });
      const dueMs = start + FRAME_MS * (sequence - first);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
    }
  }

  #take(frame: RgbdFrame): void {
    this.frames.offer(frame, { isResting: this.#session.isResting });
    void this.#session.onFrame(frame);
  }

  #hear(message: EngineMessage): void {
    if (message.kind !== 'observation' || message.observation.kind !== 'face') return;
    this.#onFace?.(message.observation.timeMs);
    this.#onFace = null;
  }
}

/** As if no frame were skipped. */
function searchingAlways(vision: Vision): Vision {
  return {
    encoder: vision.encoder,
    process: (frame, { embed }) => vision.process(frame, { embed, stream: newStream() }),
    embedInfrared: () => vision.embedInfrared(),
    dispose: () => vision.dispose(),
  };
}

/** Somebody else is enrolled, so that every face is embedded and compared. */
function stranger(vision: Vision): GalleryEntry {
  return {
    personId: 'stranger',
    name: 'Stranger',
    trust: 'virtual',
    encoder: encoderName(vision.encoder),
    shape: null,
    references: [
      {
        embedding: Float32Array.from({ length: 128 }, (_, i) => (i === 0 ? 1 : 0)),
        yaw: 0,
        pitch: 0,
        spectrum: 'colour',
      },
    ],
  };
}

function presenceMs(frames: readonly RgbdFrame[]): number {
  const presence = new DepthPresence();
  const times: number[] = [];
  for (let round = 0; round < 10; round++) {
    for (const frame of frames) {
      const start = performance.now();
      presence.look(frame);
      times.push(performance.now() - start);
      if (round === 0) presence.rememberRoom(frame);
    }
  }
  return quantile(times, 0.5);
}
