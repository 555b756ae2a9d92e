import type { VirtualScene } from '../../../contract/camera.ts';
import { succeed } from '../../../contract/problem.ts';
import type { Result } from '../../../contract/problem.ts';
import { intendedPose, pursue } from './motion.ts';
import type { VirtualPose } from './motion.ts';
import { nextVirtualPerson, openVirtualPerson } from './atlas/people.ts';
import { loadGenericFace } from './presentations/generic-face.ts';
import { needsProps, type Props } from './presentations/present.ts';
import { VirtualPerson } from './virtual-person.ts';
import { VirtualSensor } from './virtual-sensor.ts';
import type { VirtualFrame } from './virtual-sensor.ts';

/** Person of the scene when nobody is there. */
const NOBODY = 'nobody';
/** Pictures are unpacked this long before the head gets there. */
const LOOK_AHEAD_MS = 300;

/** Plays scenes one after the other: who is there moves on smoothly when only the motion changes. */
export class Stage {
  readonly #assets: string;
  readonly #seed: number;
  #scene: VirtualScene | null = null;
  #sensor: VirtualSensor | null = null;
  #person: VirtualPerson | null = null;
  #beganMs = 0;
  /** What was last shown, and when. */
  #shown: { pose: VirtualPose; timeMs: number } | null = null;

  constructor(assets: string, seed: number) {
    this.#assets = assets;
    this.#seed = seed;
  }

  /** Prepares a scene; it begins with the next frame. A scene that fails leaves the old one. */
  async setScene(scene: VirtualScene, timeMs: number): Promise<Result<undefined>> {
    const old = this.#scene;
    const samePerson = old?.person === scene.person;
    const sameSetting =
      samePerson && old.presentation === scene.presentation && old.sensor === scene.sensor;
    if (!sameSetting) {
      const person = samePerson ? succeed(this.#person) : await this.#invite(scene.person);
      if (!person.ok) {
        return person;
      }
      const props = await this.#props(scene, person.value);
      if (!props.ok) {
        return props;
      }
      const sensor = await VirtualSensor.create(scene, person.value, this.#seed, props.value);
      if (!sensor.ok) {
        return sensor;
      }
      this.#person = person.value;
      this.#sensor = sensor.value;
      this.#shown = null;
    }
    if (!sameSetting || !sameScript(old, scene)) {
      this.#beganMs = timeMs;
    }
    this.#scene = scene;
    return succeed(undefined);
  }

  /** The frame of a moment; moments must not go back. Null before the first scene. */
  async capture(sequence: number, timeMs: number): Promise<Result<VirtualFrame> | null> {
    if (this.#scene === null || this.#sensor === null) {
      return null;
    }
    const within = this.#intended(this.#scene, timeMs);
    const pose =
      this.#shown === null
        ? within
        : pursue(this.#shown.pose, within, Math.max(0, timeMs - this.#shown.timeMs) / 1000);
    this.#shown = { pose, timeMs };
    const captured = await this.#sensor.capture(pose, sequence, timeMs, this.#scene.light);
    const soon = this.#intended(this.#scene, timeMs + LOOK_AHEAD_MS);
    void this.#sensor.prepare(soon.yaw, soon.pitch);
    return captured;
  }

  /** What the script asks for, held to what can be shown. */
  #intended({ motion, distanceMm }: VirtualScene, timeMs: number): VirtualPose {
    const pose = intendedPose(motion, (timeMs - this.#beganMs) / 1000, distanceMm);
    return { ...pose, ...this.#sensor?.clamp(pose.yaw, pose.pitch) };
  }

  /** What a presentation needs besides the owner. */
  async #props(
    { person: id, presentation }: VirtualScene,
    person: VirtualPerson | null,
  ): Promise<Result<Props | undefined>> {
    if (person === null || !needsProps(presentation)) return succeed(undefined);
    const other = await nextVirtualPerson(this.#assets, id);
    if (!other.ok) return other;
    const attacker = await VirtualPerson.create(other.value);
    if (!attacker.ok) return attacker;
    const face =
      presentation === 'generic-mask' ? await loadGenericFace(this.#assets) : succeed(null);
    return face.ok ? succeed({ attacker: attacker.value, genericFace: face.value }) : face;
  }

  async #invite(id: string): Promise<Result<VirtualPerson | null>> {
    if (id === NOBODY) {
      return succeed(null);
    }
    const archive = await openVirtualPerson(this.#assets, id);
    return archive.ok ? VirtualPerson.create(archive.value) : archive;
  }
}

const sameScript = (a: VirtualScene, b: VirtualScene): boolean =>
  a.motion.kind === 'script' && b.motion.kind === 'script' && a.motion.script === b.motion.script;
