import type { RgbdFrame } from '../../../electron/contract/frame.ts';
import type { Vision } from '../../../electron/engine/vision/pipeline.ts';
import { newStream } from '../../../electron/engine/vision/stream.ts';
import type { LooksStore, RecordedLook } from './looks-store.ts';

/**
 * What vision says of the frames of one attempt, one after the other. Looks that were kept are not made again; frames
 * beyond them are drawn and looked at when somebody waits for them.
 */
export class LookSequence {
  readonly #name: string;
  readonly #store: LooksStore;
  readonly #see: () => AsyncGenerator<RecordedLook>;
  #looks: RecordedLook[] | null = null;
  #isComplete = false;
  #kept = 0;
  #more: AsyncGenerator<RecordedLook> | null = null;

  /** @param see all looks from the first on; begun when there are not enough of them */
  constructor(name: string, store: LooksStore, see: () => AsyncGenerator<RecordedLook>) {
    this.#name = name;
    this.#store = store;
    this.#see = see;
  }

  /** The k-th look; null when there are no more frames. */
  async at(k: number): Promise<RecordedLook | null> {
    const looks = (this.#looks ??= await this.#read());
    while (looks.length <= k && !this.#isComplete) {
      const next = await (this.#more ??= await this.#goOn(looks.length)).next();
      if (next.done === true) this.#isComplete = true;
      else looks.push(next.value);
    }
    return looks[k] ?? null;
  }

  /** Keeps what is new. */
  async save(): Promise<void> {
    const looks = this.#looks ?? [];
    const isNew = looks.length > this.#kept || (this.#isComplete && this.#more !== null);
    if (isNew) await this.#store.write(this.#name, { looks, isComplete: this.#isComplete });
    this.#kept = looks.length;
    await this.#more?.return(undefined);
    this.#more = null;
  }

  async #read(): Promise<RecordedLook[]> {
    const stored = await this.#store.read(this.#name);
    this.#isComplete = stored?.isComplete ?? false;
    this.#kept = stored?.looks.length ?? 0;
    return [...(stored?.looks ?? [])];
  }

  /** Vision follows a face from frame to frame, so those that are known are seen again first. */
  async #goOn(known: number): Promise<AsyncGenerator<RecordedLook>> {
    const more = this.#see();
    for (let k = 0; k < known; k++) await more.next();
    return more;
  }
}

/** Looks at frames that follow one another. */
export async function* seeFrames(
  vision: Vision,
  frames: AsyncGenerator<RgbdFrame>,
  withInfrared = false,
): AsyncGenerator<RecordedLook> {
  const stream = newStream();
  for await (const frame of frames) {
    const result = await vision.process(frame, { embed: true, stream });
    const infrared =
      withInfrared && frame.infrared !== undefined ? await vision.embedInfrared() : null;
    yield { ...result, infrared };
  }
}
