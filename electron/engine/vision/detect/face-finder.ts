import type { RgbdFrame } from '../../../contract/frame.ts';
import type { FaceBox } from '../../../contract/observation.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { loadDetector, type Detection, type FaceDetector } from './detector.ts';
import type { ColorImage, SquareRegion } from '../image/image.ts';
import {
  FACE_PRESENT,
  loadLandmarkLocator,
  regionFromDetection,
  regionFromLandmarks,
  type LandmarkLocator,
  type Landmarks,
} from '../landmarks/landmarks.ts';
import { boxOfPoints } from '../landmarks/box-of-points.ts';
import { headRegionFromDepth } from '../head-in-depth/head-region.ts';
import { searchLandmarks } from '../landmarks/landmarks-search.ts';

const LEAST_SCORE = 0.5;
/** A face is looked for with less certainty where depth shows a head, for there is one. */
const LEAST_SCORE_ON_HEAD = 0.2;
/** While one face is tracked the whole frame is searched for a second one every so often. */
const SECOND_FACE_EVERY = 30;
/** After a thorough search for landmarks has failed, so many frames are searched quickly: it costs 26 passes. */
const THOROUGH_EVERY = 15;

export interface FoundFace {
  /** 468 × (x, y, z) in pixels of the frame. */
  readonly landmarks: Float32Array;
  readonly box: FaceBox;
  /** How surely the landmarks lie on a face, 0.5 to 1; 1 where depth measured them. */
  readonly presence: number;
  /** Faces seen besides this one. */
  readonly others: number;
}

export type FaceSearch = { readonly detectMs: number; readonly landmarksMs: number } & (
  { readonly kind: 'face'; readonly face: FoundFace } | { readonly kind: 'none' }
);

/** What a search leaves for the next frame of its stream. */
export interface FaceTrack {
  /** Where the face is looked for, without the detector; null: nobody is followed. */
  readonly region: SquareRegion | null;
  readonly others: number;
  /** Frames since the whole frame was searched for faces. */
  readonly sinceSearch: number;
  /** Frames that were searched since a thorough search for landmarks has failed. */
  readonly sinceThorough: number;
}

/** Before the first frame of a stream. */
export const NO_TRACK: FaceTrack = {
  region: null,
  others: 0,
  sinceSearch: 0,
  sinceThorough: THOROUGH_EVERY,
};

/** What was found was no face: following it on would hide the one that comes. */
export const withoutFace = (track: FaceTrack): FaceTrack => ({ ...track, region: null });

/** Follows one face: the detector runs only when nobody is followed, landmarks on every frame. */
export interface FaceFinder {
  /** @param before what came of the frame before; default: this frame follows none */
  find(frame: RgbdFrame, before?: FaceTrack): Promise<FaceSearch & { readonly track: FaceTrack }>;
  dispose(): Promise<void>;
}

export async function createFaceFinder(assets: string): Promise<Result<FaceFinder>> {
  const detector = await loadDetector(assets);
  if (!detector.ok) return detector;
  const locator = await loadLandmarkLocator(assets);
  if (!locator.ok) {
    await detector.value.dispose();
    return locator;
  }
  return succeed(new TrackingFinder(detector.value, locator.value));
}

class TrackingFinder implements FaceFinder {
  readonly #detector: FaceDetector;
  readonly #locator: LandmarkLocator;

  constructor(detector: FaceDetector, locator: LandmarkLocator) {
    this.#detector = detector;
    this.#locator = locator;
  }

  async find(
    frame: RgbdFrame,
    before = NO_TRACK,
  ): Promise<FaceSearch & { readonly track: FaceTrack }> {
    const search = new SearchOfFrame(frame, before, this.#detector, this.#locator);
    const found = await search.run();
    return { ...found, track: search.track };
  }

  async dispose(): Promise<void> {
    await this.#detector.dispose();
    await this.#locator.dispose();
  }
}

/** The search of one frame; `track` changes on its way. */
class SearchOfFrame {
  readonly #frame: RgbdFrame;
  readonly #image: ColorImage;
  readonly #detector: FaceDetector;
  readonly #locator: LandmarkLocator;
  #track: FaceTrack;

  constructor(
    frame: RgbdFrame,
    before: FaceTrack,
    detector: FaceDetector,
    locator: LandmarkLocator,
  ) {
    this.#frame = frame;
    this.#image = { width: frame.width, height: frame.height, data: frame.color };
    this.#track = before;
    this.#detector = detector;
    this.#locator = locator;
  }

  get track(): FaceTrack {
    return this.#track;
  }

  async run(): Promise<FaceSearch> {
    const { region } = this.#track;
    return (region === null ? null : await this.#followOn(region)) ?? this.#search();
  }

  /** Null where the face has gone from there. */
  async #followOn(region: SquareRegion): Promise<FaceSearch | null> {
    const start = performance.now();
    this.#note({ sinceSearch: this.#track.sinceSearch + 1 });
    if (this.#track.sinceSearch >= SECOND_FACE_EVERY) await this.#countOthers(region);
    const detectMs = performance.now() - start;
    const face = this.#follow(await this.#locator.locateLandmarks(this.#image, region));
    if (face === null) {
      this.#note({ region: null });
      return null;
    }
    const landmarksMs = performance.now() - start - detectMs;
    return { kind: 'face', face, detectMs, landmarksMs };
  }

  async #search(): Promise<FaceSearch> {
    let detectMs = 0;
    let landmarksMs = 0;
    this.#note({ sinceThorough: this.#track.sinceThorough + 1 });
    for (const candidates of [() => this.#inWholeFrame(), () => this.#onHeadInDepth()]) {
      const start = performance.now();
      const detections = await candidates();
      const found = performance.now();
      detectMs += found - start;
      for (const detection of detections) {
        const face = await this.#locateDetected(detection);
        if (face === null) continue;
        landmarksMs += performance.now() - found;
        return { kind: 'face', face, detectMs, landmarksMs };
      }
      landmarksMs += performance.now() - found;
    }
    return { kind: 'none', detectMs, landmarksMs };
  }

  /** The largest face is the one that wants in. */
  async #inWholeFrame(): Promise<Detection[]> {
    const found = await this.#detector.detectFaces(this.#image, { minimumScore: LEAST_SCORE });
    this.#note({ others: Math.max(0, found.length - 1), sinceSearch: 0 });
    return [...found].sort((a, b) => area(b) - area(a));
  }

  /** Looks again, closer, where depth shows a head: small, dark and turned faces are missed in the whole frame. */
  async #onHeadInDepth(): Promise<Detection[]> {
    const head = headRegionFromDepth(this.#frame);
    if (head === null) return [];
    const found = await this.#detector.detectFaces(this.#image, {
      region: head,
      minimumScore: LEAST_SCORE_ON_HEAD,
    });
    return found.slice(0, 1);
  }

  async #locateDetected(detection: Detection): Promise<FoundFace | null> {
    if (this.#track.sinceThorough < THOROUGH_EVERY) {
      const region = regionFromDetection(detection);
      return this.#follow(await this.#locator.locateLandmarks(this.#image, region, { passes: 2 }));
    }
    const landmarks = await searchLandmarks(this.#locator, this.#image, detection);
    if (landmarks === null) this.#note({ sinceThorough: 0 });
    return landmarks === null ? null : this.#follow(landmarks);
  }

  #follow({ points, presence }: Landmarks): FoundFace | null {
    if (presence < FACE_PRESENT) return null;
    this.#note({ region: regionFromLandmarks(points) });
    return { landmarks: points, box: boxOfPoints(points), presence, others: this.#track.others };
  }

  async #countOthers(followed: SquareRegion): Promise<void> {
    const found = await this.#detector.detectFaces(this.#image, { minimumScore: LEAST_SCORE });
    const others = found.filter(({ box }) => {
      const x = box.x + box.width / 2 - followed.centerX;
      const y = box.y + box.height / 2 - followed.centerY;
      return Math.hypot(x, y) > followed.side / 2;
    });
    this.#note({ others: others.length, sinceSearch: 0 });
  }

  #note(changes: Partial<FaceTrack>): void {
    this.#track = { ...this.#track, ...changes };
  }
}

const area = ({ box }: Detection): number => box.width * box.height;
