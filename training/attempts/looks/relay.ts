import type { RgbdFrame, Trust } from '../../../electron/contract/frame.ts';
import type { Vision } from '../../../electron/engine/vision/pipeline.ts';
import type { RecordedLook } from './looks-store.ts';

/** Says again what vision said before, to as many locks as ask. */
export class Relay implements Vision {
  readonly encoder: Vision['encoder'];
  #look: RecordedLook | null = null;

  constructor(encoder: Vision['encoder']) {
    this.encoder = encoder;
  }

  /** What is said next, and when. */
  show(look: RecordedLook, timeMs: number): void {
    const { observation, ...rest } = look;
    this.#look = { ...rest, observation: { ...observation, timeMs } };
  }

  process(): ReturnType<Vision['process']> {
    if (this.#look === null) throw new Error('Nothing was shown.');
    return Promise.resolve(this.#look);
  }

  embedInfrared(): ReturnType<Vision['embedInfrared']> {
    return Promise.resolve(this.#look?.infrared ?? null);
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }
}

/** A frame without pictures: what there is to see was seen before. */
export function frameOf(look: RecordedLook, trust: Trust): RgbdFrame {
  const { sequence, timeMs } = look.observation;
  return {
    ...{ sequence, timeMs, width: 0, height: 0 },
    color: new Uint8Array(0),
    depth: new Uint16Array(0),
    ...(look.infrared === null ? {} : { infrared: new Uint16Array(0) }),
    camera: {
      ...{ name: 'replayed', serial: 'replayed', trust },
      intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
    },
  };
}
