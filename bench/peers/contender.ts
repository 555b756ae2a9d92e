import type { RgbdFrame } from '../../electron/contract/frame.ts';

/** A program that processes every frame against the clock. */
export interface Contender {
  readonly name: string;
  /** What it does with a frame, in a few words. */
  readonly task: string;
  /**
   * Resolves to whether it found a face and produced every required result. Frames come in the order they were taken.
   */
  look(frame: RgbdFrame): Promise<boolean>;
  dispose(): Promise<void>;
}
