import type { RgbdFrame } from '../../electron/contract/frame.ts';

/** Somebody who looks at every frame, against the clock. */
export interface Contender {
  readonly name: string;
  /** What it does with a frame, in a few words. */
  readonly task: string;
  /** Answers whether it found a face and said everything asked of it. Frames come in the order they were taken. */
  look(frame: RgbdFrame): Promise<boolean>;
  dispose(): Promise<void>;
}
