/**
 * `npm run demo`: a scripted tour of the real app with the virtual Kinect. Ada enrols, locks and unlocks with a look;
 * Bruno and a photo of Ada stay out. Prints every step with its measurements, saves screenshots to `out/`, and ends
 * with 0, or with 1 and the reason.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Presentation } from '../electron/contract/camera.ts';
import type { AppState } from '../electron/contract/window/app-state.ts';
import type { LockView } from '../electron/contract/identity.ts';
import { expectSeen, HANG_MS, launch, showPerson, type RunningApp } from './app.ts';
import { root } from '../tools/child.ts';
import { withDisplay } from '../tools/electron/display.ts';
import { prepareElectron } from '../tools/electron/prepare.ts';
import { reasonOf } from '../electron/base/error-words.ts';

const OWNER = 'ada';
const STRANGER = 'bruno';
const PIN = '246824';
const OUT = path.join(root, 'out');
const POLL_MS = 50;

class Tour {
  readonly #app: RunningApp;
  readonly #started = performance.now();
  #pictures = 0;

  constructor(app: RunningApp) {
    this.#app = app;
  }

  async run(): Promise<void> {
    const engine = await this.#until(
      'the engine to run',
      (state) => state.engine.phase === 'running',
    );
    if (engine.engine.phase === 'running') {
      this.#say(
        `engine runs: encoder ${engine.engine.encoder}, threshold ${engine.engine.thresholds.renderedPeople} for rendered people`,
      );
    }
    await this.#enrol();
    await this.#lockEmptyRoom();
    await this.#ownerComes();
    await this.#lockEmptyRoom();
    await this.#refused(STRANGER, 'person', 'not-recognised');
    await this.#lockEmptyRoom();
    await this.#refused(OWNER, 'print-flat', 'looks-like-a-picture');
  }

  async #enrol(): Promise<void> {
    const { page } = this.#app;
    await showPerson(this.#app, OWNER, 'head-circle');
    await this.#picture('welcome');
    const start = performance.now();
    await page.getByTestId('enrol-start').first().click();
    await page.waitForTimeout(2500);
    await this.#picture('enrolment');
    await page.getByTestId('enrol-continue').click();
    await page.getByTestId('enrol-name').fill('Ada');
    await page.getByTestId('enrol-pin').fill(PIN);
    await page.getByTestId('enrol-save').click();
    await page.getByTestId('recovery-code-done').click();
    const { people } = await this.#until('Ada to be stored', (state) => state.people.length === 1);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    this.#say(`Ada enrolled in ${seconds} s: ${people[0]?.references ?? 0} references stored`);
    await this.#picture('enrolled');
  }

  async #ownerComes(): Promise<void> {
    await showPerson(this.#app, OWNER);
    const { lock } = await this.#until('Ada to be let in', isSettled);
    if (lock.phase !== 'unlocked') throw new Error(`Ada was not let in: ${describe(lock)}.`);
    this.#say(`Ada looks: ${describe(lock)}`);
    await this.#app.page.waitForTimeout(1500);
    await this.#picture('unlocked');
  }

  async #refused(
    person: string,
    presentation: Presentation,
    expected: LockView['phase'],
  ): Promise<void> {
    await showPerson(this.#app, person, 'idle', presentation);
    const who = presentation === 'print-flat' ? `a photo of ${person}` : person;
    const { lock } = await this.#until(`${who} to be judged`, isSettled);
    if (lock.phase !== expected)
      throw new Error(`${who}: expected ${expected}, got ${describe(lock)}.`);
    this.#say(`${who} is shown: ${describe(lock)}`);
    await this.#picture(lock.phase);
  }

  async #lockEmptyRoom(): Promise<void> {
    await showPerson(this.#app, 'nobody');
    await expectSeen(this.#app, 'no-face');
    await this.#app.page.evaluate(async () => {
      await window.depthlock.request('lock.lock', undefined);
      await window.depthlock.request('lock.ask', undefined);
    });
    await this.#until('the lock to close', ({ lock }) => lock.phase === 'locked');
    this.#say('locked, nobody there');
    await this.#picture('locked');
  }

  async #until(what: string, reached: (state: AppState) => boolean): Promise<AppState> {
    const end = performance.now() + HANG_MS;
    for (;;) {
      const state = await this.#app.state();
      if (reached(state)) return state;
      if (state.engine.phase === 'failed') throw new Error(state.engine.problem.message);
      if (performance.now() > end) {
        throw new Error(
          `Waited ${HANG_MS / 1000} s for ${what}; the lock says ${describe(state.lock)}.`,
        );
      }
      await this.#app.page.waitForTimeout(POLL_MS);
    }
  }

  async #picture(name: string): Promise<void> {
    this.#pictures++;
    const file = `${String(this.#pictures).padStart(2, '0')}-${name}.png`;
    await this.#app.page.screenshot({ path: path.join(OUT, file) });
  }

  #say(line: string): void {
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(1).padStart(6);
    console.log(`${seconds} s  ${line}`);
  }
}

function isSettled({ lock }: AppState): boolean {
  return !['locked', 'looking', 'nothing-enrolled'].includes(lock.phase);
}

function describe(lock: LockView): string {
  switch (lock.phase) {
    case 'unlocked':
      return `unlocked for ${lock.name} by ${lock.by}, distance ${lock.distance?.toFixed(3) ?? '–'} under ${lock.threshold?.toFixed(3) ?? '–'}, ${lock.latencyMs?.toFixed(0) ?? '–'} ms after the first usable frame`;
    case 'not-recognised':
      return `not recognised (${lock.because}), ${lock.triesLeft} tries left`;
    case 'looks-like-a-picture':
      return `looks like a picture, ${lock.triesLeft} tries left`;
    case 'no-camera':
      return `no camera: ${lock.reason}`;
    default:
      return lock.phase;
  }
}

async function main(): Promise<void> {
  mkdirSync(OUT, { recursive: true });
  const { close, ...app } = await launch();
  try {
    await new Tour({ ...app, close }).run();
    console.log(`The tour is complete. Screenshots are in ${OUT}.`);
  } catch (error) {
    console.error(`The demo failed: ${reasonOf(error)}`);
    await app.page.screenshot({ path: path.join(OUT, 'failure.png') });
    process.exitCode = 1;
  } finally {
    await close();
  }
}

const electron = await prepareElectron();
console.log(`Electron ${electron.version}, virtual Kinect. A scripted tour:`);
await withDisplay(main);
