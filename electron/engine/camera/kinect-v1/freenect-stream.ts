import { CaptureStream, SpareSlots, type StreamObserver } from '../capture/capture-stream.ts';
import { freenectProblem, type FreenectProblem } from './freenect-problem.ts';
import type { NativeCause, NativeModule, NativeOpened } from './native-module.ts';

/** Bytes of one raw picture of 640×480. */
const DEPTH_BYTES = 614_400;
const VIDEO_BYTES = 921_600;
/** 0.8 s of frames: a busy moment of the event loop, or of the computer, loses none. */
const SLOTS = new SpareSlots({ depth: 24, video: 24 }, { depth: DEPTH_BYTES, video: VIDEO_BYTES });

export type FreenectStream = CaptureStream<NativeOpened, NativeCause, FreenectProblem>;

/**
 * Starts a capture of a Kinect v1.
 * @param library absolute path of libfreenect
 */
export function startFreenect(
  native: NativeModule,
  library: string,
  index: number,
  observer: StreamObserver<NativeOpened, FreenectProblem>,
): FreenectStream {
  return new CaptureStream<NativeOpened, NativeCause, FreenectProblem>(
    {
      slots: SLOTS,
      firstFrameMs: 3000,
      hungMs: 10_000,
      start: ({ depth, video }, wake) => native.start(library, index, depth, video, wake),
      problem: freenectProblem,
      stalled: () => freenectProblem('stalled', ''),
      hung: () => freenectProblem('hung', ''),
    },
    observer,
  );
}
