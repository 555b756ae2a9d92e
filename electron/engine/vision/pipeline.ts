import type { Hint, LivenessVerdict, Observation, StageTimes } from '../../contract/observation.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { Result } from '../../contract/problem.ts';
import { succeed } from '../../contract/problem.ts';
import { acquireHead } from './head-in-depth/acquire-head.ts';
import { DepthPresence } from './presence/depth-presence.ts';
import {
  createFaceFinder,
  NO_TRACK,
  withoutFace,
  type FaceFinder,
  type FoundFace,
} from './detect/face-finder.ts';
import { loadHeadGuesser, type HeadGuesser } from './head-in-depth/head-guesser.ts';
import { FUSED_LENGTH, Fusion } from './fusion/fusion.ts';
import { loadEncoder, type Encoder, type EncoderOptions } from './encode/encoder.ts';
import type { EncoderInfo } from './encode/encoder-info.ts';
import type { FaceEmbedding } from '../../contract/face-embedding.ts';
import { chooseFaceHint, chooseEmptyHint, type PreviousPose } from './hints.ts';
import { HeadMeter, type MeasuredHead } from './head/head-pose.ts';
import { ReliefJudge } from './liveness/liveness.ts';
import { loadMeanHead, type MeanHead } from './head/mean-head.ts';
import { SearchPace } from './presence/search-pace.ts';

/** Everything one frame said: what may cross borders, and the embedding, which stays in the engine. */
export interface VisionResult {
  readonly observation: Observation;
  /** Null when nobody was seen, the face could not be cropped, or none was asked for. */
  readonly embedding: FaceEmbedding | null;
}

/** How one frame is looked at. */
export interface LookOptions {
  readonly embed: boolean;
  /**
   * Number of the stream that the frame continues, see `newStream`. Where it is another than the frame's before, the
   * frame may be of another place or time: it is searched, and nothing of earlier ones is remembered.
   */
  readonly stream: number;
}

/**
 * The path from a frame to an embedding; live, replay and evaluation all run this one. While nobody is found not every
 * frame is searched: a stream for each frame where every one counts by itself.
 */
export interface Vision {
  readonly encoder: EncoderInfo;
  /** One frame at a time: a second call before the first is answered is a mistake. */
  process(frame: RgbdFrame, options: LookOptions): Promise<VisionResult>;
  dispose(): Promise<void>;
}

export interface VisionOptions extends EncoderOptions {
  /** Folder that holds `models/`. */
  readonly assets: string;
}

/** Loads all models from the assets folder; a missing or damaged one is the problem returned. */
export async function createVision(options: VisionOptions): Promise<Result<Vision>> {
  const [mean, finder, guesser, encoder] = await Promise.all([
    loadMeanHead(options.assets),
    createFaceFinder(options.assets),
    loadHeadGuesser(options.assets),
    loadEncoder(options.assets, options),
  ]);
  if (mean.ok && finder.ok && guesser.ok && encoder.ok) {
    return succeed(new Pipeline(finder.value, guesser.value, mean.value, encoder.value));
  }
  const parts = [finder, guesser, encoder];
  await Promise.all(parts.map((part) => (part.ok ? part.value.dispose() : Promise.resolve())));
  for (const part of [mean, ...parts]) if (!part.ok) return part;
  throw new Error('One of the models must have failed.');
}

type Stage = Exclude<keyof StageTimes, 'total'>;

/** Milliseconds a stage, filled in as a frame passes through. */
class Stopwatch {
  readonly #started = performance.now();
  readonly #spent: Record<Stage, number> = {
    detect: 0,
    landmarks: 0,
    pose: 0,
    fuse: 0,
    embed: 0,
    liveness: 0,
  };

  add(stage: Stage, milliseconds: number): void {
    this.#spent[stage] += milliseconds;
  }

  measure<T>(stage: Stage, work: () => T): T {
    const start = performance.now();
    const value = work();
    this.add(stage, performance.now() - start);
    return value;
  }

  times(): StageTimes {
    return { ...this.#spent, total: performance.now() - this.#started };
  }
}

/** What the frames of a stream leave for those that follow. */
class StreamMemory {
  readonly stream: number;
  readonly presence = new DepthPresence();
  readonly pace = new SearchPace();
  track = NO_TRACK;
  previous: PreviousPose | null = null;

  constructor(stream: number) {
    this.stream = stream;
  }

  /** Where a face is followed, or the pace lets it be searched for. */
  isWorthSearching(frame: RgbdFrame): boolean {
    if (this.track.region !== null) return true;
    return this.pace.isDue(frame.timeMs, this.presence.look(frame));
  }
}

class Pipeline implements Vision {
  readonly encoder: EncoderInfo;
  readonly #finder: FaceFinder;
  readonly #guesser: HeadGuesser;
  readonly #meter: HeadMeter;
  readonly #network: Encoder;
  readonly #fusion: Fusion;
  readonly #judge = new ReliefJudge();
  readonly #input = new Float32Array(FUSED_LENGTH);
  #memory: StreamMemory | null = null;

  constructor(finder: FaceFinder, guesser: HeadGuesser, mean: MeanHead, network: Encoder) {
    this.#finder = finder;
    this.#guesser = guesser;
    this.#meter = new HeadMeter(mean);
    this.#network = network;
    this.#fusion = new Fusion(mean);
    this.encoder = network.info;
  }

  async process(frame: RgbdFrame, { embed, stream }: LookOptions): Promise<VisionResult> {
    const watch = new Stopwatch();
    const memory = this.#memoryOf(stream);
    if (!watch.measure('detect', () => memory.isWorthSearching(frame))) {
      return this.#nobody(frame, chooseEmptyHint(frame), memory, watch);
    }
    const found = await this.#finder.find(frame, memory.track);
    watch.add('detect', found.detectMs);
    watch.add('landmarks', found.landmarksMs);
    const start = performance.now();
    const acquisition = await acquireHead(frame, found, this.#guesser, this.#meter);
    watch.add('pose', performance.now() - start);
    const isUnmeasured = acquisition.kind === 'nobody' && acquisition.because === 'unmeasured';
    const isTrusted = acquisition.kind === 'head' && acquisition.by === 'colour';
    memory.track = isUnmeasured || isTrusted ? found.track : withoutFace(found.track);
    const isFound = acquisition.kind === 'head' || isUnmeasured;
    memory.pace.searched(frame.timeMs, isFound);
    if (!isFound) memory.presence.rememberRoom(frame);
    if (acquisition.kind === 'nobody') {
      const hint = isUnmeasured ? 'no-depth' : chooseEmptyHint(frame);
      return this.#nobody(frame, hint, memory, watch);
    }
    const { face, head, crop } = acquisition.acquired;
    const liveness = watch.measure('liveness', () =>
      this.#judge.assess(head.surface, head.alignment.transform),
    );
    // A crop that has slipped off the face says more about whom it does not show.
    const isClear = crop !== 'lost';
    const embedding = embed && isClear ? await this.#embed(frame, face, head, watch) : null;
    const chosen = chooseFaceHint(frame, face, head, memory.previous);
    const hint = chosen === 'none' && !isClear ? 'hold-still' : chosen;
    const observation = describe(frame, face, head, liveness, hint, watch);
    memory.previous = { pose: head.pose, timeMs: frame.timeMs };
    return { observation, embedding };
  }

  async dispose(): Promise<void> {
    await this.#finder.dispose();
    await this.#guesser.dispose();
    await this.#network.dispose();
  }

  #memoryOf(stream: number): StreamMemory {
    if (this.#memory?.stream !== stream) this.#memory = new StreamMemory(stream);
    return this.#memory;
  }

  async #embed(
    frame: RgbdFrame,
    face: FoundFace,
    head: MeasuredHead,
    watch: Stopwatch,
  ): Promise<FaceEmbedding> {
    watch.measure('fuse', () => this.#fusion.fuse(frame, face.landmarks, head, this.#input));
    const start = performance.now();
    const embedding = await this.#network.embed(this.#input);
    watch.add('embed', performance.now() - start);
    return embedding;
  }

  #nobody(frame: RgbdFrame, hint: Hint, memory: StreamMemory, watch: Stopwatch): VisionResult {
    memory.previous = null;
    const { sequence, timeMs } = frame;
    return {
      observation: { kind: 'no-face', sequence, timeMs, hint, times: watch.times() },
      embedding: null,
    };
  }
}

function describe(
  frame: RgbdFrame,
  face: FoundFace,
  head: MeasuredHead,
  liveness: LivenessVerdict,
  hint: Hint,
  watch: Stopwatch,
): Observation {
  const { sequence, timeMs } = frame;
  const { box } = face;
  const times = watch.times();
  return { kind: 'face', sequence, timeMs, box, pose: head.pose, hint, liveness, times };
}
