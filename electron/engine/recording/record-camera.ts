import { fail, succeed, type Problem, type Result } from '../../contract/problem.ts';
import type { DepthCamera } from '../camera/depth-camera.ts';
import type { SensorFrame } from '../camera/sensor-frame.ts';
import { StallWatch } from '../camera/stall-watch.ts';
import { EarlyFrames } from './early-frames.ts';
import type { ColorQuality } from './mcap/colour-codec.ts';
import { openRecordingWriter } from './mcap/write/open-recording-writer.ts';
import type { RecordingWriter } from './recording-files.ts';

/** A camera silent for this long has failed. Longer than in the app, where it would be started again. */
const SILENCE_MS = 10_000;
const LOOK_MS = 250;
/** Times are rounded: sixty frames at thirty a second last two seconds, give or take less than this. */
const ROUNDING_MS = 1e-3;

const SILENT: Problem = {
  code: 'camera-stopped',
  message:
    'The camera delivers no more frames, so the recording ends here. Unplug it, plug it in again, and record anew.',
};

export interface RecordingWish {
  /** Must not exist yet. */
  readonly file: string;
  /** Counted from the first frame. */
  readonly seconds: number;
  readonly color: ColorQuality;
}

export interface RecordCameraOptions extends RecordingWish {
  /** Version of the application. */
  readonly app: string;
  /** Ends it early; what was recorded is kept. */
  readonly signal: AbortSignal;
  readonly onProgress?: (seconds: number, frames: number) => void;
}

export interface FinishedRecording {
  readonly frames: number;
  readonly durationMs: number;
  readonly bytes: number;
  /** Frames that the disk was too slow for. */
  readonly droppedByDisk: number;
  /** Frames that the camera counted and did not deliver. */
  readonly missedByCamera: number;
}

/**
 * Records a camera for some seconds, counted by its frames, without a window. A camera that can wait for the disk is
 * made to. A failing camera or disk ends it; the problem gives the reason,
 * and what was written so far is kept.
 */
export async function recordCamera(
  camera: DepthCamera,
  options: RecordCameraOptions,
): Promise<Result<FinishedRecording>> {
  const session = new CameraRecording(options);
  const watch = new StallWatch(() => session.end(SILENT));
  const started = await camera.start({
    onFrame: () => undefined,
    onSensorFrame: (frame) => {
      watch.frame();
      session.take(frame);
    },
    lookedAt: () => session.ready(),
    onStopped: (problem) => session.end(problem),
  });
  if (!started.ok) return started;
  watch.start(SILENCE_MS);
  const looking = setInterval(() => session.look(), LOOK_MS);
  const stop = (): void => session.end(null);
  options.signal.addEventListener('abort', stop);
  if (options.signal.aborted) stop();
  const problem = await session.ended;
  options.signal.removeEventListener('abort', stop);
  clearInterval(looking);
  watch.stop();
  await camera.stop();
  return session.close(problem);
}

/** The file of one camera's frames, from its first frame on; opened with it. */
export class CameraRecording {
  readonly ended: Promise<Problem | null>;
  readonly #options: RecordCameraOptions;
  #end: (problem: Problem | null) => void = () => undefined;
  #opening: Promise<Result<RecordingWriter>> | null = null;
  #writer: RecordingWriter | null = null;
  readonly #early = new EarlyFrames();
  #firstMs: number | null = null;

  constructor(options: RecordCameraOptions) {
    this.#options = options;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Only the first end counts. */
  end(problem: Problem | null): void {
    this.#end(problem);
  }

  take(frame: SensorFrame): void {
    this.#firstMs ??= frame.timeMs;
    if (frame.timeMs - this.#firstMs >= 1000 * this.#options.seconds - ROUNDING_MS) {
      this.end(null);
      return;
    }
    if (this.#writer !== null) this.#writer.offer(frame);
    else this.#early.keep(frame);
    this.#opening ??= this.#open(frame);
  }

  /** Resolves when the next frame would be kept: a camera that can wait loses none while the file is opened. */
  async ready(): Promise<void> {
    await this.#opening;
    await this.#writer?.ready();
  }

  look(): void {
    const written = this.#writer?.statistics();
    if (written !== undefined) {
      this.#options.onProgress?.(written.durationMs / 1000, written.frames);
    }
  }

  /** Writes the waiting frames and the end of the file. */
  async close(problem: Problem | null): Promise<Result<FinishedRecording>> {
    const opened = await this.#opening;
    if (opened === null) {
      return problem === null
        ? fail('recording-failed', 'It ended before the first frame came, so there is no file.')
        : { ok: false, problem };
    }
    if (!opened.ok) return opened;
    const closed = await opened.value.close();
    const { frames, durationMs, bytes, droppedByDisk, missedByCamera } = opened.value.statistics();
    const failure = closed.ok ? problem : closed.problem;
    if (failure !== null) {
      const message = `${failure.message} What was recorded until then, ${frames} frames, is in ${this.#options.file}.`;
      return fail(failure.code, message);
    }
    return succeed({ frames, durationMs, bytes, droppedByDisk, missedByCamera });
  }

  async #open({ sensor }: SensorFrame): Promise<Result<RecordingWriter>> {
    const { file, app, color } = this.#options;
    const opened = await openRecordingWriter(file, {
      sensor,
      app,
      // No encoder is in use.
      encoder: 'none',
      color,
      onProblem: (problem) => this.end(problem),
    });
    if (!opened.ok) this.end(opened.problem);
    else {
      this.#writer = opened.value;
      this.#early.giveTo(opened.value);
    }
    return opened;
  }
}
