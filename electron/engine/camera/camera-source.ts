/** A source of frames: its title, how it is probed and how its camera is created. */
import type { DeviceName, SourceName, SourceState, VirtualScene } from '../../contract/camera.ts';
import type { Problem } from '../../contract/problem.ts';
import type { DepthCamera } from './depth-camera.ts';
import type { Probe } from './probe.ts';

/** Settings of the sources. Each source takes what concerns it. */
export interface SourceOptions {
  readonly scene: VirtualScene;
  /** Devices whose pictures are turned left to right once more; default: none. */
  readonly mirrored?: readonly DeviceName[];
}

/** A camera whose options can change while it streams. */
export interface ControlledCamera extends DepthCamera {
  setOptions?(options: SourceOptions): void;
}

export interface CameraSource {
  readonly title: string;
  /** Longest silence while it streams, in milliseconds; default: 1000. */
  readonly silenceLimitMs?: number;
  /** Looks without starting; called every second or so, and never while the source streams. */
  probe(options: SourceOptions): Promise<Probe>;
  create(options: SourceOptions): ControlledCamera;
  /** Obstacle behind a failed start that `probe` could not see; null if `problem` belongs to another source. */
  explain?(problem: Problem): Pick<SourceState, 'obstacle' | 'remedy'> | null;
}

export type CameraRegistry = Readonly<Record<SourceName, CameraSource>>;
