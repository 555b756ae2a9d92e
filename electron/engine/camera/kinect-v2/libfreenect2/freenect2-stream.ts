import { CaptureStream, SpareSlots, type StreamObserver } from '../../capture/capture-stream.ts';
import {
  COLOR_HEIGHT,
  COLOR_WIDTH,
  DEPTH_HEIGHT,
  DEPTH_WIDTH,
} from '../../registration/kinect-v2-model.ts';
import { freenect2Problem, type Freenect2Problem } from './freenect2-problem.ts';
import type { NativeCapture, NativeCause, NativeModule, NativeOpened } from './native-module.ts';

/** 0.4 s of depth and 0.3 s of colour (83 MB). Up to six frames of each wait for one of the other. */
const SLOTS = new SpareSlots(
  { depth: 12, video: 10 },
  {
    // 16-bit millimetres, and as many values of infrared.
    depth: 2 * 2 * DEPTH_WIDTH * DEPTH_HEIGHT,
    video: 4 * COLOR_WIDTH * COLOR_HEIGHT,
  },
);

export interface Freenect2Stream {
  readonly frames: CaptureStream<NativeOpened, NativeCause, Freenect2Problem>;
  /** Frames of either camera that the library reported as damaged. */
  damaged(): number;
}

/**
 * Starts a capture of a Kinect v2.
 * @param pipeline decoder of depth; see `NativeModule`
 */
export function startFreenect2(
  native: NativeModule,
  pipeline: string,
  index: number,
  observer: StreamObserver<NativeOpened, Freenect2Problem>,
): Freenect2Stream {
  let capture: NativeCapture | null = null;
  const damaged = (): number => capture?.damaged() ?? 0;
  const frames = new CaptureStream<NativeOpened, NativeCause, Freenect2Problem>(
    {
      slots: SLOTS,
      firstFrameMs: 4000,
      // Opening may reset the device and wait for it.
      hungMs: 15_000,
      start({ depth, video }, wake) {
        capture = native.start(pipeline, index, depth, video, wake);
        return capture;
      },
      problem: freenect2Problem,
      stalled: () =>
        freenect2Problem(
          'stalled',
          damaged() > 0 ? ` (${damaged()} damaged ones were left out)` : '',
        ),
      hung: () => freenect2Problem('hung', ''),
    },
    observer,
  );
  return { frames, damaged };
}
