/** Enrolment before a camera for a test: nothing is stored. The second circle of the head follows the first at once. */
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { EnrolmentView } from '../../contract/identity.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { Vision } from '../vision/pipeline.ts';
import { LatestFrame } from './latest-frame.ts';
import { Recognition } from './recognition.ts';

export class LiveEnrolment {
  /** Resolves with who was enrolled, or why nobody was. */
  readonly done: Promise<Result<GalleryEntry>>;
  readonly #name: string;
  readonly #recognition: Recognition;
  readonly #onView: (view: EnrolmentView) => void;
  readonly #feed = new LatestFrame((frame) => this.#look(frame));
  #end: (result: Result<GalleryEntry>) => void = () => undefined;

  constructor(vision: Vision, name: string, onView: (view: EnrolmentView) => void) {
    this.#name = name;
    this.#onView = onView;
    this.#recognition = new Recognition({ vision, gallery: [] });
    this.#recognition.enrol({ kind: 'enrolment.start' });
    this.done = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Takes over the frame's arrays. Resolves when it was looked at, or a newer one took its place. */
  async onFrame(frame: RgbdFrame): Promise<void> {
    this.#feed.offer(frame);
    await this.#feed.done;
  }

  /** The views so far have to do, as for somebody who cannot turn the head. */
  partial(): void {
    this.#recognition.enrol({ kind: 'enrolment.partial' });
    this.#tell();
  }

  /** Nobody is enrolled. */
  stop(reason: string): void {
    this.#end(fail('enrolment-incomplete', reason));
  }

  async #look(frame: RgbdFrame): Promise<void> {
    await this.#recognition.look(frame);
    this.#recognition.enrol({ kind: 'enrolment.continue' });
    this.#tell();
  }

  #tell(): void {
    const { captured, enrolmentView: view } = this.#recognition;
    if (captured !== null) {
      this.#end(succeed({ personId: 'owner', name: this.#name, ...captured }));
    } else if (view.phase === 'stopped') {
      this.stop(`${view.reason} Start again.`);
    } else {
      this.#onView(view);
    }
  }
}
