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
  /** Faces seen besides this one. */
  readonly others: number;
}

export type FaceSearch = { readonly detectMs: number; readonly landmarksMs: number } & (
  { readonly kind: 'face'; readonly face: FoundFace } | { readonly kind: 'none' }
);

/** Follows one face: the detector runs only when nobody is tracked, landmarks on every frame. */
export interface FaceFinder {
  /** Is a face tracked, so that the next frame needs no search? */
  readonly isFollowing: boolean;
  find(frame: RgbdFrame): Promise<FaceSearch>;
  /** Forgets the tracked face, and what was tried before: the next frame may be of another place or time. */
  reset(): void;
  /** What was found was no face: following it on would hide the one that comes. */
  lose(): void;
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
  private readonly detector: FaceDetector;
  private readonly locator: LandmarkLocator;
  private tracked: SquareRegion | null = null;
  private others = 0;
  private sinceSearch = 0;
  private sinceThorough = THOROUGH_EVERY;

  constructor(detector: FaceDetector, locator: LandmarkLocator) {
    this.detector = detector;
    this.locator = locator;
  }

  get isFollowing(): boolean {
    return this.tracked !== null;
  }

  async find(frame: RgbdFrame): Promise<FaceSearch> {
    const image: ColorImage = { width: frame.width, height: frame.height, data: frame.color };
    const start = performance.now();
    if (this.tracked !== null) {
      if (++this.sinceSearch >= SECOND_FACE_EVERY) await this.countOthers(image, this.tracked);
      const detectMs = performance.now() - start;
      const face = this.follow(await this.locator.locateLandmarks(image, this.tracked));
      if (face !== null) {
        const landmarksMs = performance.now() - start - detectMs;
        return { kind: 'face', face, detectMs, landmarksMs };
      }
      this.tracked = null;
    }
    return this.search(frame, image);
  }

  reset(): void {
    this.tracked = null;
    this.others = 0;
    this.sinceSearch = 0;
    this.sinceThorough = THOROUGH_EVERY;
  }

  lose(): void {
    this.tracked = null;
  }

  async dispose(): Promise<void> {
    await this.detector.dispose();
    await this.locator.dispose();
  }

  private async search(frame: RgbdFrame, image: ColorImage): Promise<FaceSearch> {
    let detectMs = 0;
    let landmarksMs = 0;
    this.sinceThorough++;
    for (const candidates of [
      () => this.inWholeFrame(image),
      () => this.onHeadInDepth(frame, image),
    ]) {
      const start = performance.now();
      const detections = await candidates();
      const found = performance.now();
      detectMs += found - start;
      for (const detection of detections) {
        const face = await this.locateDetected(image, detection);
        if (face === null) continue;
        landmarksMs += performance.now() - found;
        return { kind: 'face', face, detectMs, landmarksMs };
      }
      landmarksMs += performance.now() - found;
    }
    return { kind: 'none', detectMs, landmarksMs };
  }

  /** The largest face is the one that wants in. */
  private async inWholeFrame(image: ColorImage): Promise<Detection[]> {
    const found = await this.detector.detectFaces(image, { minimumScore: LEAST_SCORE });
    this.others = Math.max(0, found.length - 1);
    this.sinceSearch = 0;
    return [...found].sort((a, b) => area(b) - area(a));
  }

  /** Looks again, closer, where depth shows a head: small, dark and turned faces are missed in the whole frame. */
  private async onHeadInDepth(frame: RgbdFrame, image: ColorImage): Promise<Detection[]> {
    const head = headRegionFromDepth(frame);
    if (head === null) return [];
    const found = await this.detector.detectFaces(image, {
      region: head,
      minimumScore: LEAST_SCORE_ON_HEAD,
    });
    return found.slice(0, 1);
  }

  private async locateDetected(image: ColorImage, detection: Detection): Promise<FoundFace | null> {
    if (this.sinceThorough < THOROUGH_EVERY) {
      const region = regionFromDetection(detection);
      return this.follow(await this.locator.locateLandmarks(image, region, { passes: 2 }));
    }
    const landmarks = await searchLandmarks(this.locator, image, detection);
    if (landmarks === null) this.sinceThorough = 0;
    return landmarks === null ? null : this.follow(landmarks);
  }

  private follow({ points, presence }: Landmarks): FoundFace | null {
    if (presence < FACE_PRESENT) return null;
    this.tracked = regionFromLandmarks(points);
    return { landmarks: points, box: boxOfPoints(points), others: this.others };
  }

  private async countOthers(image: ColorImage, tracked: SquareRegion): Promise<void> {
    this.sinceSearch = 0;
    const found = await this.detector.detectFaces(image, { minimumScore: LEAST_SCORE });
    this.others = found.filter(({ box }) => {
      const x = box.x + box.width / 2 - tracked.centerX;
      const y = box.y + box.height / 2 - tracked.centerY;
      return Math.hypot(x, y) > tracked.side / 2;
    }).length;
  }
}

const area = ({ box }: Detection): number => box.width * box.height;
