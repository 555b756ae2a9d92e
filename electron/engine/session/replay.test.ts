import { describe, expect, it } from 'vitest';
import type { EngineMessage, GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { Problem } from '../../contract/problem.ts';
import type { PlayerView } from '../../contract/recordings.ts';
import { ownerEnrolledWith, ownerInSight } from './owner-fixture.ts';
import { controlOfSilentSources } from '../camera/camera-control-fixture.ts';
import { noiseFrame } from '../exchange/frame-source-fixture.ts';
import { memoryRecordings } from '../recording/recordings-fixture.ts';
import { Replay } from './replay.ts';
import { Session } from './session.ts';
import { eventually } from '../../contract/eventually-fixture.ts';

const FILES = {
  'owner.mcap': Array.from({ length: 30 }, (_, number) => noiseFrame(number)),
  'empty.mcap': [],
};

type Open = Extract<PlayerView, { phase: 'open' }>;

/** A replay beside the real lock of an app; `log` tells when the camera makes way and when it comes back. */
async function replayBeside(gallery: readonly GalleryEntry[]) {
  const files = memoryRecordings(FILES);
  const told: EngineMessage[] = [];
  const pictures: RgbdFrame[] = [];
  const problems: Problem[] = [];
  const log: string[] = [];
  const vision = ownerInSight();
  const emit = (message: EngineMessage): void => void told.push(message);
  const session = new Session({ vision, gallery, unlocked: null, emit });
  const camera = controlOfSilentSources(
    { onStarted: () => log.push('resume'), onStopped: () => log.push('pause') },
    {
      onFrame: (frame) => {
        pictures.push(frame);
        return replay.isRehearsing ? replay.rehearse(frame) : session.onFrame(frame);
      },
    },
  );
  await camera.select('virtual');
  log.length = 0;
  const replay: Replay = new Replay({
    files,
    vision,
    session,
    gallery: () => gallery,
    onPicture: (frame) => pictures.push(frame),
    emit,
    camera,
    beforeReplay: () => Promise.resolve(),
    onReplaced: () => undefined,
    onProblem: (problem) => problems.push(problem),
  });
  session.tellAll();
  const views = (): PlayerView[] =>
    told.flatMap((message) => (message.kind === 'player' ? [message.view] : []));
  const shown = (): Open => {
    const view = views().at(-1);
    if (view?.phase !== 'open') throw new Error(`the player is ${view?.phase ?? 'nowhere'}`);
    return view;
  };
  const locks = (): string[] =>
    told.flatMap((message) => (message.kind === 'lock' ? [message.view.phase] : []));
  return { replay, files, vision, pictures, problems, log, views, shown, locks };
}

describe('replay', () => {
  it('stops the camera, shows the first frame paused, and gives the camera back', async () => {
    const { replay, files, log, shown, views, pictures } = await replayBeside([]);
    await replay.open('a', 'owner.mcap');
    await eventually(() => expect(shown().recognition?.observation.kind).toBe('face'));
    expect(shown()).toMatchObject({ mode: 'player', playing: false, index: 0, frames: 30 });
    expect(pictures.map(({ camera }) => camera.trust)).toEqual(['recording']);
    expect([replay.isOpen, log, [...files.stillOpen]]).toEqual([true, ['pause'], ['owner.mcap']]);
    replay.close();
    await eventually(() => expect(log).toEqual(['pause', 'resume']));
    expect([replay.isOpen, views().at(-1), files.stillOpen.size]).toEqual([
      false,
      { phase: 'closed' },
      0,
    ]);
  });

  it('shows the picture of a player that stands still again, and nothing while it plays', async () => {
    const { replay, shown, pictures } = await replayBeside([]);
    await replay.open('a', 'owner.mcap');
    await eventually(() => expect(shown().recognition?.observation.kind).toBe('face'));
    replay.control({ kind: 'step', frames: 1 });
    await eventually(() => expect(shown().index).toBe(1));
    const before = pictures.length;
    replay.showAgain();
    await eventually(() => expect(pictures).toHaveLength(before + 1));
    const [stepped, again] = pictures.slice(-2);
    expect(again?.sequence).toBe(stepped?.sequence);
    expect(again?.timeMs).toBe(stepped?.timeMs);
    replay.control({ kind: 'play' });
    replay.showAgain();
    await eventually(() => expect(shown().playing).toBe(false));
    const sequences = pictures.slice(before + 1).map(({ sequence }) => sequence);
    expect(sequences).toEqual([...new Set(sequences)]);
    await replay.dispose();
    replay.showAgain();
  });

  it('says why a file cannot be played, and leaves the camera as it was', async () => {
    const { replay, files, problems, log } = await replayBeside([]);
    await replay.open('b', 'missing.mcap');
    await replay.open('c', 'empty.mcap');
    expect(problems.map(({ message }) => message)).toEqual([
      'missing.mcap is not there.',
      expect.stringContaining('no whole frame'),
    ]);
    expect([replay.isOpen, files.stillOpen.size, log.includes('pause')]).toEqual([false, 0, false]);
  });

  it('shows only the last of two recordings that are opened at once', async () => {
    const { replay, files, shown } = await replayBeside([]);
    await Promise.all([replay.open('a', 'owner.mcap'), replay.open('b', 'owner.mcap')]);
    await eventually(() => expect(shown().id).toBe('b'));
    await replay.dispose();
    expect(files.stillOpen.size).toBe(0);
  });

  it('leaves the place to a recording that is opened while another one still closes', async () => {
    const { replay, vision, shown, log } = await replayBeside([]);
    let look: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      look = resolve;
    });
    const seen = vision.process.bind(vision);
    let looks = 0;
    vision.process = async (frame, options) => {
      looks += 1;
      if (looks === 1) await held;
      return seen(frame, options);
    };
    await replay.open('a', 'owner.mcap');
    await eventually(() => expect(looks).toBe(1));
    replay.close();
    const opening = replay.open('b', 'owner.mcap');
    await eventually(() => expect(log).toEqual(['pause']));
    look();
    await opening;
    await eventually(() => expect(shown()).toMatchObject({ id: 'b', index: 0 }));
    replay.control({ kind: 'step', frames: 1 });
    await eventually(() => expect(shown()).toMatchObject({ id: 'b', index: 1 }));
    expect([replay.isOpen, log]).toEqual([true, ['pause']]);
    await replay.dispose();
  });

  it('rehearses the decision in the player, and opens nothing by it', async () => {
    const { replay, shown, locks } = await replayBeside([ownerEnrolledWith('sensor')]);
    await replay.open('a', 'owner.mcap');
    replay.control({ kind: 'play' });
    await eventually(() => expect(shown().recognition?.decision.phase).toBe('unlocked'));
    expect(shown().recognition?.distances).toMatchObject([{ personId: 'owner', distance: 0 }]);
    expect(locks()).toEqual(['locked']);
    await replay.dispose();
  });

  it('forgets what it rehearsed after a jump', async () => {
    const { replay, shown } = await replayBeside([ownerEnrolledWith('sensor')]);
    await replay.open('a', 'owner.mcap');
    replay.control({ kind: 'play' });
    await eventually(() => expect(shown().recognition?.decision.phase).toBe('unlocked'));
    replay.control({ kind: 'pause' });
    replay.control({ kind: 'seek', timeMs: 0 });
    await eventually(() => expect(shown().index).toBe(0));
    expect(shown().recognition?.decision.phase).not.toBe('unlocked');
    await replay.dispose();
  });

  it('as a camera opens a demo vault', async () => {
    const { replay, locks, shown } = await replayBeside([ownerEnrolledWith('virtual')]);
    await replay.open('a', 'owner.mcap');
    replay.becomeCamera();
    await eventually(() => expect(locks()).toContain('unlocked'));
    expect(shown()).toMatchObject({ mode: 'camera', loop: true, speed: 1, recognition: null });
    await replay.dispose();
  });

  it('as a camera never opens a vault that a sensor enrolled, whoever is in the recording', async () => {
    const { replay, vision, pictures, locks } = await replayBeside([ownerEnrolledWith('sensor')]);
    await replay.open('a', 'owner.mcap');
    await eventually(() => expect(pictures).toHaveLength(1));
    const before = vision.embedded.length;
    replay.becomeCamera();
    // All of the recording, and its beginning again.
    await eventually(() => expect(pictures.length).toBeGreaterThan(35));
    await replay.dispose();
    expect(vision.embedded.slice(before).filter(Boolean).length).toBeGreaterThan(20);
    expect(pictures.every(({ camera }) => camera.trust === 'recording')).toBe(true);
    expect(locks()).not.toContain('unlocked');
  });
});
