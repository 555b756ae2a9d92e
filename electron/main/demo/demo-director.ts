/**
 * Directs the virtual Kinect while somebody enrols with it: a person is there and turns the head round once for each
 * circle, and looks at the camera again afterwards. Nobody has to choose a person or a movement first. A scene in which
 * the head turns already, or that somebody changes meanwhile, is theirs.
 */
import type { VirtualPersonInfo, VirtualScene } from '../../contract/camera.ts';
import type { EnrolmentView } from '../../contract/identity.ts';

const NOBODY = 'nobody';

export interface DemoStage {
  readonly scene: VirtualScene;
  readonly people: readonly VirtualPersonInfo[];
  /** The virtual Kinect delivers the pictures. */
  readonly isInUse: boolean;
}

export interface DemoDirectorOptions {
  readonly stage: () => DemoStage;
  readonly show: (scene: VirtualScene) => void;
}

type Step = 'turning' | 'looking' | 'over';

export class DemoDirector {
  readonly #options: DemoDirectorOptions;
  #isDirecting = false;
  #step: Step = 'over';
  #pass: 1 | 2 = 1;

  constructor(options: DemoDirectorOptions) {
    this.#options = options;
  }

  onEnrolment(view: EnrolmentView): void {
    const step = stepOf(view);
    const pass = view.phase === 'capturing' ? view.pass : this.#pass;
    const isSame = step === this.#step && pass === this.#pass;
    const begins = this.#step === 'over' && step === 'turning';
    [this.#step, this.#pass] = [step, pass];
    if (isSame) return;
    if (begins) this.#isDirecting = wantsDirection(this.#options.stage());
    if (!this.#isDirecting) return;
    this.#play(step === 'turning' ? 'head-circle' : 'idle');
    if (step === 'over') this.#isDirecting = false;
  }

  /** The person cannot move their head, so the one in the demo does not either. */
  headCannotMove(): void {
    if (this.#isDirecting) this.#play('idle');
  }

  /** It moves, after all. */
  headMoves(): void {
    if (this.#isDirecting) this.#play('head-circle');
  }

  /** Somebody has set the scene: from now on it is theirs. */
  sceneChosen(): void {
    this.#isDirecting = false;
  }

  #play(script: 'head-circle' | 'idle'): void {
    const { scene, people } = this.#options.stage();
    const person = scene.person === NOBODY ? (people[0]?.id ?? NOBODY) : scene.person;
    this.#options.show({ ...scene, person, motion: { kind: 'script', script } });
  }
}

function stepOf({ phase }: EnrolmentView): Step {
  if (phase === 'capturing') return 'turning';
  return phase === 'between-passes' ? 'looking' : 'over';
}

function wantsDirection({ scene, people, isInUse }: DemoStage): boolean {
  if (!isInUse || people.length === 0 || scene.presentation !== 'person') return false;
  const { person, motion } = scene;
  return person === NOBODY || motion.kind === 'held' || motion.script === 'idle';
}
