import type { HeadPose } from '../../contract/head-pose.ts';
import type {
  Attention,
  FaceBox,
  Hint,
  LivenessVerdict,
  Observation,
  StageTimes,
} from '../../contract/observation.ts';
import type { RgbdFrame, Spectrum } from '../../contract/frame.ts';
import type { Result } from '../../contract/problem.ts';
import { succeed } from '../../contract/problem.ts';
import type { ShownHead, ShownHeadWish } from '../../contract/shown-head.ts';
import { AttentionJudge } from './attention/attention.ts';
import { loadEyeNetwork, type EyeNetwork } from './attention/eye-network.ts';
import { acquireHead, type HeadAcquisition } from './head-in-depth/acquire-head.ts';
import { DepthPresence } from './presence/depth-presence.ts';
import {
  createFaceFinder,
  NO_TRACK,
  withoutFace,
  type FaceFinder,
  type FaceTrack,
  type FoundFace,
} from './detect/face-finder.ts';
import { loadHeadGuesser, type HeadGuesser } from './head-in-depth/head-guesser.ts';
import { FUSED_LENGTH, Fusion } from './fusion/fusion.ts';
import { loadEncoder, type Encoder, type EncoderOptions } from './encode/encoder.ts';
import type { EncoderInfo } from './encode/encoder-info.ts';
import { loadHeadShape, type HeadShapeModel } from './shape/head-shape.ts';
import { ShapeMeter } from './shape/shape-meter.ts';
import type { FaceEmbedding } from '../../contract/face-embedding.ts';
import { chooseFaceHint, chooseEmptyHint, meanBrightness, type PreviousPose } from './hints.ts';
import { HeadMeter, type MeasuredHead } from './head/head-pose.ts';
import { HeadTrack } from './head/head-track.ts';
import { invert } from '../geometry/rigid.ts';
import { InfraredEye } from './infrared/infrared-eye.ts';
import type { KnownFace } from './infrared/infrared-stretch.ts';
import { isTooDark, pictureBrightness, type Brightness } from './infrared/spectrum-choice.ts';
import { loadFaceRelief, type FaceRelief } from './liveness/face-relief.ts';
import { shownHead } from './shown-head.ts';
import { LivenessJudge } from './liveness/liveness-judge.ts';
import { RecentReason } from './liveness/recent-reason.ts';
import { MotionWatch, withMotion } from './liveness/motion/motion-watch.ts';
import { loadMeanHead, type MeanHead } from './head/mean-head.ts';
import { SearchPace } from './presence/search-pace.ts';

/** Everything one frame said: what may cross borders, and the embedding, which stays in the engine. */
export interface VisionResult {
  readonly observation: Observation;
  /** Null when nobody was seen, the face could not be cropped, or none was asked for. */
  readonly embedding: FaceEmbedding | null;
  /** Null when nobody was seen; absent where it was not asked for. */
  readonly shown?: ShownHead | null;
}

/** How one frame is looked at. */
export interface LookOptions {
  readonly embed: boolean;
  /**
   * Number of the stream that the frame continues, see `newStream`. Where it is another than the frame's before, the
   * frame may be of another place or time: it is searched, and nothing of earlier ones is remembered.
   */
  readonly stream: number;
  /** The picture to look at; default: colour, or infrared where colour is too dark and the encoder knows infrared. */
  readonly spectrum?: Spectrum;
  /** What to tell of the head for people to look at; default: nothing. */
  readonly show?: ShownHeadWish;
}

/**
 * The path from a frame to an embedding; live, replay and evaluation all run this one. While nobody is found not every
 * frame is searched: a stream for each frame where every one counts by itself.
 */
export interface Vision {
  readonly encoder: EncoderInfo;
  /** One frame at a time: a second call before the first is answered is a mistake. */
  process(frame: RgbdFrame, options: LookOptions): Promise<VisionResult>;
  /**
   * The embedding of the frame before, whose face was seen in colour, in infrared: how the same face will look in the
   * dark. Null where infrared does not serve or shows no head there, or the encoder does not know it.
   */
  embedInfrared(): Promise<VisionResult['embedding']>;
  dispose(): Promise<void>;
}

export interface VisionOptions extends EncoderOptions {
  /** Folder that holds `models/`. */
  readonly assets: string;
}

/** Loads all models from the assets folder; a missing or damaged one is the problem returned. */
export async function createVision(options: VisionOptions): Promise<Result<Vision>> {
  const [mean, relief, shape, eyes, finder, guesser, encoder] = await Promise.all([
    loadMeanHead(options.assets),
    loadFaceRelief(options.assets),
    loadHeadShape(options.assets),
    loadEyeNetwork(options.assets),
    createFaceFinder(options.assets),
    loadHeadGuesser(options.assets),
    loadEncoder(options.assets, options),
  ]);
  if (mean.ok && relief.ok && shape.ok && eyes.ok && finder.ok && guesser.ok && encoder.ok) {
    const judges = { relief: relief.value, shape: shape.value, eyes: eyes.value };
    return succeed(new Pipeline(finder.value, guesser.value, mean.value, judges, encoder.value));
  }
  const parts = [finder, guesser, encoder];
  await Promise.all(parts.map((part) => (part.ok ? part.value.dispose() : Promise.resolve())));
  for (const part of [mean, relief, shape, eyes, ...parts]) if (!part.ok) return part;
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

/** One way to see a frame, and what is there. */
interface Look {
  readonly spectrum: Spectrum;
  /** The frame, with the picture that was looked at in place of its colour. */
  readonly picture: RgbdFrame;
  readonly track: FaceTrack;
  readonly acquisition: HeadAcquisition;
}

/** What the frames of a stream leave for those that follow. */
class StreamMemory {
  readonly stream: number;
  readonly presence = new DepthPresence();
  readonly pace = new SearchPace();
  readonly refused = new RecentReason();
  readonly heads = new HeadTrack();
  track = NO_TRACK;
  previous: PreviousPose | null = null;
  spectrum: Spectrum = 'colour';
  /** Where the face was that is followed. */
  face: KnownFace | null = null;
  /** The last look and its frame, where it showed a face in colour and infrared was there too. */
  last: { readonly frame: RgbdFrame; readonly look: Look } | null = null;
  readonly motion: MotionWatch;

  constructor(stream: number, mean: MeanHead) {
    this.stream = stream;
    this.motion = new MotionWatch(mean);
  }

  /** Where a face is followed, or the pace lets it be searched for. */
  isWorthSearching(frame: RgbdFrame): boolean {
    if (this.track.region !== null) return true;
    return this.pace.isDue(frame.timeMs, this.presence.look(frame));
  }
}

/** What judges a measured head learnt. */
interface Judges {
  readonly relief: FaceRelief;
  readonly shape: HeadShapeModel;
  readonly eyes: EyeNetwork;
}

class Pipeline implements Vision {
  readonly encoder: EncoderInfo;
  readonly #finder: FaceFinder;
  readonly #guesser: HeadGuesser;
  readonly #meter: HeadMeter;
  readonly #network: Encoder;
  readonly #fusion: Fusion;
  readonly #mean: MeanHead;
  readonly #judge: LivenessJudge;
  readonly #shape: ShapeMeter;
  readonly #attention: AttentionJudge;
  readonly #eye = new InfraredEye();
  readonly #input = new Float32Array(FUSED_LENGTH);
  #memory: StreamMemory | null = null;

  constructor(
    finder: FaceFinder,
    guesser: HeadGuesser,
    mean: MeanHead,
    { relief, shape, eyes }: Judges,
    network: Encoder,
  ) {
    this.#finder = finder;
    this.#guesser = guesser;
    this.#meter = new HeadMeter(mean);
    this.#network = network;
    this.#fusion = new Fusion(mean);
    this.#mean = mean;
    this.#judge = new LivenessJudge(mean, relief);
    this.#shape = new ShapeMeter(mean, shape);
    this.#attention = new AttentionJudge(eyes);
    this.encoder = { ...network.info, shape: shape.statistics };
  }

  async process(
    frame: RgbdFrame,
    { embed, stream, spectrum: wanted, show }: LookOptions,
  ): Promise<VisionResult> {
    const watch = new Stopwatch();
    const memory = this.#memoryOf(stream);
    memory.last = null;
    if (!watch.measure('detect', () => memory.isWorthSearching(frame))) {
      return this.#nobody(frame, memory, memory.spectrum, watch);
    }
    const { follows } = memory.track;
    const look = await this.#chooseLook(frame, memory, wanted, watch);
    const { acquisition } = look;
    const isUnmeasured = acquisition.kind === 'nobody' && acquisition.because === 'unmeasured';
    memory.track = look.track;
    memory.face = look.track.region === null ? null : knownFace(acquisition);
    memory.spectrum = this.#spectrumAfter(frame, look);
    const isFound = acquisition.kind === 'head' || isUnmeasured;
    memory.pace.searched(frame.timeMs, isFound);
    if (!isFound) memory.presence.rememberRoom(frame);
    if (acquisition.kind === 'nobody') {
      const because = isUnmeasured ? 'no-depth' : null;
      return this.#nobody(frame, memory, look.spectrum, watch, because);
    }
    if (look.spectrum === 'colour' && this.#knowsInfraredOf(frame)) memory.last = { frame, look };
    const { face, head, crop } = acquisition.acquired;
    const { translation: place } = invert(head.alignment.transform);
    const isFollowed = acquisition.by === 'colour' && look.track.follows === follows;
    const track = memory.heads.see({ timeMs: frame.timeMs, place, isFollowed });
    const isSeen = acquisition.by === 'colour' && crop === 'seen';
    const { picture, spectrum } = look;
    const { liveness, attention } = watch.measure('liveness', () => {
      const landmarks = isSeen ? face.landmarks : null;
      const motion = memory.motion.add({ track, spectrum, picture, head, landmarks });
      const still = this.#judge.assess(frame, head, spectrum, memory.refused);
      const eyes = isSeen ? this.#attention.assess(picture, face.landmarks, head.pose) : 'unknown';
      return { liveness: withMotion(still, motion), attention: eyes };
    });
    // A crop that has slipped off the face says more about whom it does not show.
    const isClear = crop !== 'lost';
    const embedding = embed && isClear ? await this.#embed(look.picture, face, head, watch) : null;
    const shown =
      show === undefined ? {} : { shown: this.#show(look, acquisition, embedding, show) };
    const chosen = chooseFaceHint(look.picture, face, head, memory.previous);
    const hint = chosen === 'none' && !isClear ? 'hold-still' : chosen;
    const observation = describe(look, track, face, head, { liveness, attention }, hint, watch);
    memory.previous = { pose: head.pose, timeMs: frame.timeMs };
    return { observation, embedding, ...shown };
  }

  async embedInfrared(): Promise<VisionResult['embedding']> {
    const last = this.#memory?.last ?? null;
    const seen = last === null ? null : knownFace(last.look.acquisition);
    if (last === null || seen === null) return null;
    const watch = new Stopwatch();
    const look = await this.#lookInInfrared(last.frame, last.look.track, seen, false, watch);
    if (look?.acquisition.kind !== 'head') return null;
    const { face, head, crop } = look.acquisition.acquired;
    if (crop === 'lost' || !isSameHead(seen, face.box, head.pose)) return null;
    return this.#embed(look.picture, face, head, watch);
  }

  async dispose(): Promise<void> {
    await this.#finder.dispose();
    await this.#guesser.dispose();
    await this.#network.dispose();
  }

  #memoryOf(stream: number): StreamMemory {
    if (this.#memory?.stream !== stream) this.#memory = new StreamMemory(stream, this.#mean);
    return this.#memory;
  }

  /** Infrared looks mean something only to an encoder that was calibrated on them. */
  #knowsInfraredOf({ infrared }: RgbdFrame): boolean {
    return infrared !== undefined && this.encoder.means !== undefined;
  }

  /**
   * Looks at the picture that the last look was taken from. Where colour turns out too dark, infrared is looked at too,
   * so that no frame is lost to the change; where infrared does not serve, colour is.
   */
  async #chooseLook(
    frame: RgbdFrame,
    memory: StreamMemory,
    wanted: Spectrum | undefined,
    watch: Stopwatch,
  ): Promise<Look> {
    const { track, face, spectrum: before } = memory;
    if ((wanted ?? before) === 'infrared') {
      const look = await this.#lookInInfrared(frame, track, face, true, watch);
      if (look !== null) return look;
      if (wanted === 'infrared') return notSeen(frame, wanted, track);
    }
    const colour = await this.#lookInColour(frame, track, watch);
    const mayChange = wanted === undefined && before === 'colour' && this.#knowsInfraredOf(frame);
    if (!mayChange || !isTooDark(brightnessOf(frame, colour), 'colour')) return colour;
    const seen = knownFace(colour.acquisition);
    const infrared = await this.#lookInInfrared(frame, colour.track, seen, false, watch);
    if (infrared === null) return colour;
    const shows = ({ acquisition }: Look) => acquisition.kind === 'head';
    return shows(infrared) || !shows(colour) ? infrared : colour;
  }

  async #lookInColour(frame: RgbdFrame, track: FaceTrack, watch: Stopwatch): Promise<Look> {
    return { spectrum: 'colour', picture: frame, ...(await this.#search(frame, track, watch)) };
  }

  /** Null where infrared does not serve. */
  async #lookInInfrared(
    frame: RgbdFrame,
    track: FaceTrack,
    face: KnownFace | null,
    inUse: boolean,
    watch: Stopwatch,
  ): Promise<Look | null> {
    const view = watch.measure('detect', () => this.#eye.view(frame, face, inUse));
    if (view.kind === 'unusable') return null;
    const spectrum = 'infrared';
    const found = await this.#search(view.frame, track, watch);
    const seen = knownFace(found.acquisition);
    if (seen === null) return { spectrum, picture: view.frame, ...found };
    // Drawn again for the face that was found, so that encoders see it alike whatever stood around it.
    const closer = watch.measure('fuse', () => this.#eye.view(frame, seen, inUse));
    return closer.kind === 'unusable' ? null : { spectrum, picture: closer.frame, ...found };
  }

  async #search(
    picture: RgbdFrame,
    before: FaceTrack,
    watch: Stopwatch,
  ): Promise<Pick<Look, 'track' | 'acquisition'>> {
    const found = await this.#finder.find(picture, before);
    watch.add('detect', found.detectMs);
    watch.add('landmarks', found.landmarksMs);
    const start = performance.now();
    const acquisition = await acquireHead(picture, found, this.#guesser, this.#meter);
    watch.add('pose', performance.now() - start);
    const isUnmeasured = acquisition.kind === 'nobody' && acquisition.because === 'unmeasured';
    const isTrusted = acquisition.kind === 'head' && acquisition.by === 'colour';
    const track = isUnmeasured || isTrusted ? found.track : withoutFace(found.track);
    return { track, acquisition };
  }

  /** Where the next look of the stream is taken. */
  #spectrumAfter(frame: RgbdFrame, look: Look): Spectrum {
    if (look.spectrum === 'colour') return 'colour';
    return isTooDark(brightnessOf(frame, look), 'infrared') ? 'infrared' : 'colour';
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
    const { surface, alignment, pose } = head;
    const shape = this.#shape.measure(surface, alignment.transform, pose);
    watch.add('embed', performance.now() - start);
    return { ...embedding, shape };
  }

  /** For people to look at: what the encoder got, which is drawn for them where it was not embedded. */
  #show(
    { picture }: Look,
    { acquired }: Extract<HeadAcquisition, { kind: 'head' }>,
    embedding: FaceEmbedding | null,
    show: ShownHeadWish,
  ): ShownHead {
    const { face, head, crop } = acquired;
    const isDrawn = show === 'looks' && crop !== 'lost';
    if (isDrawn && embedding === null) {
      this.#fusion.fuse(picture, face.landmarks, head, this.#input);
    }
    return shownHead(picture, face.landmarks, head, isDrawn ? this.#input : null);
  }

  /** @param because the hint, where another than what the picture shows; default: what it shows */
  #nobody(
    frame: RgbdFrame,
    memory: StreamMemory,
    spectrum: Spectrum,
    watch: Stopwatch,
    because: Hint | null = null,
  ): VisionResult {
    memory.previous = null;
    memory.heads.lose();
    const { sequence, timeMs } = frame;
    const hint = because ?? this.#emptyHint(frame);
    return {
      observation: { kind: 'no-face', sequence, timeMs, hint, spectrum, times: watch.times() },
      embedding: null,
    };
  }

  /** In the dark light is asked for only where infrared would not show a face that came. */
  #emptyHint(frame: RgbdFrame): Hint {
    const hint = chooseEmptyHint(frame);
    if (hint !== 'more-light' || !this.#knowsInfraredOf(frame)) return hint;
    const view = this.#eye.view(frame, null, true);
    return view.kind === 'picture' || view.because === 'nothing-near' ? 'nobody' : hint;
  }
}

const notSeen = (picture: RgbdFrame, spectrum: Spectrum, track: FaceTrack): Look => ({
  spectrum,
  picture,
  track: withoutFace(track),
  acquisition: { kind: 'nobody', because: 'nothing-seen' },
});

function knownFace(acquisition: HeadAcquisition): KnownFace | null {
  if (acquisition.kind === 'nobody') return null;
  const { face, head } = acquisition.acquired;
  return { box: face.box, distanceMm: head.pose.distanceMm };
}

/** How bright the colour of a frame is where the look found a face; all over where it found none. */
function brightnessOf(frame: RgbdFrame, { acquisition }: Look): Brightness {
  return acquisition.kind === 'head'
    ? { of: 'face', mean: meanBrightness(frame, acquisition.acquired.face) }
    : { of: 'picture', mean: pictureBrightness(frame) };
}

/** The same head seen twice in one frame is in one place. */
const SAME_HEAD_MM = 60;

function isSameHead(seen: KnownFace, box: FaceBox, { distanceMm }: HeadPose): boolean {
  const right = box.x + box.width / 2 - seen.box.x - seen.box.width / 2;
  const down = box.y + box.height / 2 - seen.box.y - seen.box.height / 2;
  return (
    Math.hypot(right, down) < seen.box.width / 2 &&
    Math.abs(distanceMm - seen.distanceMm) < SAME_HEAD_MM
  );
}

function describe(
  { picture, spectrum }: Look,
  track: number,
  face: FoundFace,
  head: MeasuredHead,
  judged: { readonly liveness: LivenessVerdict; readonly attention: Attention },
  hint: Hint,
  watch: Stopwatch,
): Observation {
  const { sequence, timeMs } = picture;
  const { box } = face;
  const times = watch.times();
  const { pose } = head;
  return {
    kind: 'face',
    sequence,
    timeMs,
    track,
    others: face.company.near,
    box,
    pose,
    hint,
    spectrum,
    ...judged,
    times,
  };
}
