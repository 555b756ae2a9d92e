/** Enrols, locks, unlocks, records and replays in a packed app whose debugger is open. */
import type { DrivenWindow } from './window.ts';

const PIN = '246824';

/** Throws a sentence at the first thing that does not work. @param say is told each step */
export async function tour(window: DrivenWindow, say: (line: string) => void): Promise<void> {
  await window.untilState('The engine to run', `state.engine.phase === 'running'`);
  say('the engine runs');
  await show(window, 'ada', 'head-circle');
  await window.click('enrol-start');
  await window.click('enrol-continue');
  await window.fill('enrol-name', 'Ada');
  await window.fill('enrol-pin', PIN);
  await window.click('enrol-save');
  await window.click('recovery-code-done');
  await window.untilState('Ada to be stored', 'state.people.length === 1');
  say('Ada is enrolled');

  await lockEmptyRoom(window);
  say('it is locked');
  await show(window, 'ada', 'idle');
  await window.untilState('Ada to be let in', `state.lock.phase === 'unlocked'`);
  say('Ada’s look opens it');

  await window.click('record');
  await window.untilState(
    'A recording of 20 frames',
    `state.recorder.phase === 'recording' && state.recorder.frames > 20`,
  );
  await window.click('record');
  await window.untilState('The recording to be listed', 'state.recordings.length === 1');
  say('it is recorded');

  await window.click('open-recordings');
  await window.click('recording-open');
  await window.click('player-play');
  await window.until(
    'The recording to be recognised',
    `find('decision')?.dataset.phase === 'unlocked'`,
  );
  say('the recording is replayed, and Ada recognised in it');
}

async function show(window: DrivenWindow, person: string, script: string): Promise<void> {
  await window.fill('virtual-presentation', 'person');
  await window.fill('virtual-script', script);
  await window.fill('virtual-person', person);
}

async function lockEmptyRoom(window: DrivenWindow): Promise<void> {
  await window.fill('virtual-person', 'nobody');
  await window.page(`await new Promise((resolve) => {
    const stop = window.depthlock.onEvent((event) => {
      if (event.kind !== 'observation' || event.observation.kind !== 'no-face') return;
      stop();
      resolve();
    });
  })`);
  await window.request('lock.lock');
  // Whoever comes now may come before the lock has seen that nobody is there.
  await window.request('lock.ask');
  await window.untilState('The lock to close', `state.lock.phase === 'locked'`);
}
