import type { RgbdFrame } from '../../../contract/frame.ts';
import type { FaceBox } from '../../../contract/observation.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { loadDetector, type Detection, type FaceDetector } from './detector.ts';
import { companyOf, inOrder, instead, isNear, NO_COMPANY, type Company } from './face-choice.ts';
import { FaceSurveyor, type SeenFace } from './seen-face.ts';
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
import { keypointsOf } from '../landmarks/keypoints.ts';
import { headRegionFromDepth } from '../head-in-depth/head-region.ts';
import { searchLandmarks } from '../landmarks/landmarks-search.ts';

const LEAST_SCORE = 0.5;
/** A face is looked for with less certainty where depth shows a head, for there is one. */
const LEAST_SCORE_ON_HEAD = 0.2;
/** While a face is followed the whole frame is searched for others every so many frames, or milliseconds. */
const OTHERS_EVERY = 30;
const OTHERS_EVERY_MS = 1000;
/** The same while somebody else may be the one to judge: the one followed is no person within reach, or not alone. */
const OTHERS_EVERY_UNSURE = 10;
/** After a thorough search for landmarks has failed, so many frames are searched quickly: it costs 26 passes. */
const THOROUGH_EVERY = 15;

export interface FoundFace {
  /** 468 × (x, y, z) in pixels of the frame. */
  readonly landmarks: Float32Array;
  readonly box: FaceBox;
  /** How surely the landmarks lie on a face, 0.5 to 1; 1 where depth measured them. */
  readonly presence: number;
  readonly company: Company;
}

export type FaceSearch = { readonly detectMs: number; readonly landmarksMs: number } & (
  { readonly kind: 'face'; readonly face: FoundFace } | { readonly kind: 'none' }
);

/** What a search leaves for the next frame of its stream. */
export interface FaceTrack {
  /** Where the face is looked for, without the detector; null: nobody is followed. */
  readonly region: SquareRegion | null;
  /** Counts the faces that were followed: another one than the frame before where it has changed. */
  readonly follows: number;
  /** Whether the face is of a person within reach, see `isNear`. */
  readonly isNear: boolean;
  readonly company: Company;
  /** Frames since the whole frame was searched for faces, and when it was. */
  readonly sinceSearch: number;
  readonly searchedAtMs: number;
  /** Frames that were searched since a thorough search for landmarks has failed. */
  readonly sinceThorough: number;
}

/** Before the first frame of a stream. */
export const NO_TRACK: FaceTrack = {
  region: null,
  follows: 0,
  isNear: false,
  company: NO_COMPANY,
  sinceSearch: 0,
  searchedAtMs: -Infinity,
  sinceThorough: THOROUGH_EVERY,
};

/** What was found was no face: following it on would hide the one that comes. */
export const withoutFace = (track: FaceTrack): FaceTrack => ({ ...track, region: null });

/**
 * Follows the face that wants in (`face-choice.ts`): landmarks are located on every frame, the detector runs when nobody
 * is followed and every so often for others.
 */
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
  readonly #surveyor = new FaceSurveyor();

  constructor(detector: FaceDetector, locator: LandmarkLocator) {
    this.#detector = detector;
    this.#locator = locator;
  }

  async find(
    frame: RgbdFrame,
    before = NO_TRACK,
  ): Promise<FaceSearch & { readonly track: FaceTrack }> {
    const search = new SearchOfFrame(frame, before, this.#detector, this.#locator, this.#surveyor);
    const found = await search.run();
    return { ...found, track: search.track };
  }

  async dispose(): Promise<void> {
    await this.#detector.dispose();
    await this.#locator.dispose();
  }
}

/** A detection and what depth says of it. */
interface Candidate extends SeenFace {
  readonly detection: Detection;
}

/** The search of one frame; `track` changes on its way. */
class SearchOfFrame {
  readonly #frame: RgbdFrame;
  readonly #image: ColorImage;
  readonly #detector: FaceDetector;
  readonly #locator: LandmarkLocator;
  readonly #surveyor: FaceSurveyor;
  #track: FaceTrack;

  constructor(
    frame: RgbdFrame,
    before: FaceTrack,
    detector: FaceDetector,
    locator: LandmarkLocator,
    surveyor: FaceSurveyor,
  ) {
    this.#frame = frame;
    this.#image = { width: frame.width, height: frame.height, data: frame.color };
    this.#track = before;
    this.#detector = detector;
    this.#locator = locator;
    this.#surveyor = surveyor;
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
    const landmarks = await this.#locator.locateLandmarks(this.#image, region);
    const landmarksMs = performance.now() - start;
    if (landmarks.presence < FACE_PRESENT) {
      this.#note({ region: null });
      return null;
    }
    const kept = this.#isDue() ? await this.#lookAround(landmarks) : landmarks;
    const detectMs = performance.now() - start - landmarksMs;
    return { kind: 'face', face: this.#follow(kept), detectMs, landmarksMs };
  }

  #isDue(): boolean {
    const { sinceSearch, searchedAtMs, company } = this.#track;
    const isUnsure = !this.#track.isNear || company.beside > 0;
    if (sinceSearch >= (isUnsure ? OTHERS_EVERY_UNSURE : OTHERS_EVERY)) return true;
    return this.#frame.timeMs - searchedAtMs >= OTHERS_EVERY_MS;
  }

  /** The landmarks of the face that is followed from now on: the same, or another one's that is to be judged instead. */
  async #lookAround(followed: Landmarks): Promise<Landmarks> {
    const seen = this.#seenFace(followed);
    const region = regionFromLandmarks(followed.points);
    const others = (await this.#detect()).filter((other) => !liesIn(region, other));
    const better = instead(seen, others);
    const found = better === null ? null : await this.#locate(better.detection);
    if (better === null || found === null) {
      this.#noteCompany(seen, others);
      return followed;
    }
    this.#note({ follows: this.#track.follows + 1 });
    this.#noteCompany(better, [seen, ...others.filter((other) => other !== better)]);
    return found;
  }

  async #search(): Promise<FaceSearch> {
    const start = performance.now();
    this.#note({ sinceThorough: this.#track.sinceThorough + 1 });
    const seen = inOrder(await this.#detect());
    let detectMs = performance.now() - start;
    let landmarksMs = 0;
    const nearest = () => Promise.resolve(seen.filter(isNear));
    const rest = () => Promise.resolve(seen.filter((face) => !isNear(face)));
    // What is far, flat or unmeasured is nobody to judge while depth shows a head that was missed.
    for (const candidates of [nearest, () => this.#onHeadInDepth(), rest]) {
      const began = performance.now();
      const faces = await candidates();
      const detected = performance.now();
      detectMs += detected - began;
      for (const candidate of faces) {
        const landmarks = await this.#locateThoroughly(candidate.detection);
        if (landmarks === null) continue;
        landmarksMs += performance.now() - detected;
        const region = regionFromLandmarks(landmarks.points);
        this.#note({ follows: this.#track.follows + 1 });
        const others = seen.filter((other) => other !== candidate && !liesIn(region, other));
        this.#noteCompany(candidate, others);
        return { kind: 'face', face: this.#follow(landmarks), detectMs, landmarksMs };
      }
      landmarksMs += performance.now() - detected;
    }
    return { kind: 'none', detectMs, landmarksMs };
  }

  /** All faces of the whole frame. */
  async #detect(): Promise<Candidate[]> {
    const found = await this.#detector.detectFaces(this.#image, { minimumScore: LEAST_SCORE });
    this.#note({ sinceSearch: 0, searchedAtMs: this.#frame.timeMs });
    return found.map((detection) => this.#candidate(detection));
  }

  /** Looks again, closer, where depth shows a head: small, dark and turned faces are missed in the whole frame. */
  async #onHeadInDepth(): Promise<Candidate[]> {
    const head = headRegionFromDepth(this.#frame);
    if (head === null) return [];
    const found = await this.#detector.detectFaces(this.#image, {
      region: head,
      minimumScore: LEAST_SCORE_ON_HEAD,
    });
    return found.slice(0, 1).map((detection) => this.#candidate(detection));
  }

  #candidate(detection: Detection): Candidate {
    return { ...this.#surveyor.survey(this.#frame, detection), detection };
  }

  #seenFace({ points }: Landmarks): SeenFace {
    const face = { box: boxOfPoints(points), keypoints: keypointsOf(points) };
    return this.#surveyor.survey(this.#frame, face);
  }

  async #locate(detection: Detection): Promise<Landmarks | null> {
    const region = regionFromDetection(detection);
    const landmarks = await this.#locator.locateLandmarks(this.#image, region, { passes: 2 });
    return landmarks.presence < FACE_PRESENT ? null : landmarks;
  }

  async #locateThoroughly(detection: Detection): Promise<Landmarks | null> {
    if (this.#track.sinceThorough < THOROUGH_EVERY) return this.#locate(detection);
    const landmarks = await searchLandmarks(this.#locator, this.#image, detection);
    if (landmarks === null) this.#note({ sinceThorough: 0 });
    return landmarks;
  }

  #follow({ points, presence }: Landmarks): FoundFace {
    this.#note({ region: regionFromLandmarks(points) });
    return { landmarks: points, box: boxOfPoints(points), presence, company: this.#track.company };
  }

  #noteCompany(judged: SeenFace, others: readonly SeenFace[]): void {
    this.#note({ isNear: isNear(judged), company: companyOf(judged, others) });
  }

  #note(changes: Partial<FaceTrack>): void {
    this.#track = { ...this.#track, ...changes };
  }
}

/** Whether a detection is of the face that is followed there. */
function liesIn(region: SquareRegion, { box }: SeenFace): boolean {
  const x = box.x + box.width / 2 - region.centerX;
  const y = box.y + box.height / 2 - region.centerY;
  return Math.hypot(x, y) <= region.side / 2;
}
