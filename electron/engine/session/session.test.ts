import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EngineMessage, GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { RgbdFrame, Trust } from '../../contract/frame.ts';
import type { JudgedLock, OpenLock } from '../../contract/identity.ts';
import type { ShownHead } from '../../contract/shown-head.ts';
import { nobodyInSight, ownerEnrolledWith, ownerInSight } from './owner-fixture.ts';
import { Session } from './session.ts';

const HEAD: ShownHead = {
  sequence: 1,
  landmarks: new Float32Array(936),
  place: { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 600] },
  intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
  looks: null,
};

function frame(sequence: number, trust: Trust, timeMs = sequence * 33): RgbdFrame {
  return {
    sequence,
    timeMs,
    width: 1,
    height: 1,
    color: new Uint8Array(4),
    depth: new Uint16Array(1),
    camera: {
      name: 'fake',
      serial: '0',
      intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
      trust,
    },
  };
}

interface Run {
  readonly gallery: readonly GalleryEntry[];
  readonly trust: Trust;
  readonly faceAllowed?: boolean;
  readonly unlocked?: OpenLock;
}

/** Twenty frames of the owner; what main was told. */
async function lookAtOwner({ gallery, trust, faceAllowed = true, unlocked }: Run) {
  const told: EngineMessage[] = [];
  const vision = ownerInSight();
  const session = new Session({
    vision,
    gallery,
    unlocked: unlocked ?? null,
    faceAllowed,
    emit: (message) => told.push(message),
  });
  session.tellAll();
  for (let sequence = 1; sequence <= 20; sequence += 1) {
    await session.onFrame(frame(sequence, trust));
  }
  const locks = told.flatMap((message) => (message.kind === 'lock' ? [message.view] : []));
  return { session, told, vision, lock: locks.at(-1), phases: locks.map(({ phase }) => phase) };
}

describe('session', () => {
  it('unlocks for the owner seen by a sensor', async () => {
    const { lock, told } = await lookAtOwner({
      gallery: [ownerEnrolledWith('sensor')],
      trust: 'sensor',
    });
    expect(lock).toMatchObject({ phase: 'unlocked', personId: 'owner', by: 'face', distance: 0 });
    expect(told.some((message) => message.kind === 'distances')).toBe(true);
  });

  it.each(['virtual', 'recording'] as const)(
    'never opens what a sensor enrolled for %s frames',
    async (trust) => {
      const { phases, told } = await lookAtOwner({
        gallery: [ownerEnrolledWith('sensor')],
        trust,
      });
      expect(phases).not.toContain('unlocked');
      expect(told.some((message) => message.kind === 'distances')).toBe(false);
    },
  );

  it('never compares embeddings of another encoder', async () => {
    const { phases } = await lookAtOwner({
      gallery: [ownerEnrolledWith('virtual', 'fake 2')],
      trust: 'virtual',
    });
    expect(phases).not.toContain('unlocked');
  });

  it('judges no face while main allows none: only the PIN opens then', async () => {
    const { lock, session, told, vision } = await lookAtOwner({
      gallery: [ownerEnrolledWith('virtual')],
      trust: 'virtual',
      faceAllowed: false,
    });
    expect(vision.embedded).not.toContain(true);
    expect(lock).toMatchObject({ phase: 'looking' });
    expect(told.some((message) => message.kind === 'lock' && message.isUnderway)).toBe(false);
    session.lock({ kind: 'lock.pin', personId: 'owner', name: 'Ada' });
    expect(told.at(-1)).toMatchObject({ kind: 'lock', view: { by: 'pin' } });
  });

  it('says that an attempt is under way before it is decided', async () => {
    const { told } = await lookAtOwner({
      gallery: [ownerEnrolledWith('virtual')],
      trust: 'virtual',
    });
    const locks = told.flatMap((message) => (message.kind === 'lock' ? [message] : []));
    const begun = locks.findIndex(({ isUnderway }) => isUnderway);
    const decided = locks.findIndex(({ attempt }) => attempt !== null);
    expect(begun).toBeGreaterThanOrEqual(0);
    expect(begun).toBeLessThan(decided);
    expect(locks[decided]).toMatchObject({ isUnderway: false, view: { phase: 'unlocked' } });
  });

  it('stays open for whom an earlier engine had let in', async () => {
    const unlocked = { phase: 'unlocked', personId: 'owner', name: 'Ada', by: 'face' } as const;
    const { phases } = await lookAtOwner({
      gallery: [ownerEnrolledWith('virtual')],
      trust: 'virtual',
      unlocked,
    });
    expect(phases).toEqual(['unlocked']);
  });

  it('embeds only where somebody is enrolled or enrolling', async () => {
    const { vision, session, phases } = await lookAtOwner({ gallery: [], trust: 'virtual' });
    expect(phases).toEqual(['nothing-enrolled']);
    expect(vision.embedded).not.toContain(true);
    session.enrol({ kind: 'enrolment.start' });
    await session.onFrame(frame(21, 'virtual'));
    expect(vision.embedded.at(-1)).toBe(true);
  });

  it('tells a locked window nothing of how alive a face looks', async () => {
    const { told } = await lookAtOwner({
      gallery: [ownerEnrolledWith('sensor')],
      trust: 'virtual',
    });
    const faces = told.flatMap((message) =>
      message.kind === 'observation' && message.observation.kind === 'face'
        ? [message.observation]
        : [],
    );
    expect(faces.length).toBeGreaterThan(0);
    for (const { liveness, attention } of faces) {
      expect([liveness, attention]).toEqual([{ kind: 'undecided' }, 'unknown']);
    }
    const unlocked = { phase: 'unlocked', personId: 'owner', name: 'Ada', by: 'pin' } as const;
    const open = { gallery: [ownerEnrolledWith('sensor')], trust: 'sensor', unlocked } as const;
    const last = (await lookAtOwner(open)).told.findLast(
      (message) => message.kind === 'observation',
    );
    expect(last).toMatchObject({ observation: { liveness: { kind: 'live' } } });
  });

  it('tells main once of each attempt, with its reasons', async () => {
    const { told } = await lookAtOwner({ gallery: [ownerEnrolledWith('sensor')], trust: 'sensor' });
    const attempts = told.flatMap((message) =>
      message.kind === 'lock' && message.attempt !== null ? [message.attempt] : [],
    );
    expect(attempts).toMatchObject([{ number: 1, refused: null, nearest: { personId: 'owner' } }]);
  });

  it('opens by the level that is set, from the next look on', async () => {
    const { session, told } = await lookAtOwner({
      gallery: [{ ...ownerEnrolledWith('sensor'), shape: null }],
      trust: 'sensor',
    });
    const lastLock = () => told.findLast((message) => message.kind === 'lock');
    expect(lastLock()).toMatchObject({ view: { phase: 'looking', hint: 'enrol-again' } });
    const security = { level: 'convenient', asksEyes: true } as const;
    session.lock({ kind: 'lock.security', security });
    expect(session.security).toEqual(security);
    for (let sequence = 21; sequence <= 24; sequence += 1) {
      await session.onFrame(frame(sequence, 'sensor'));
    }
    expect(lastLock()).toMatchObject({ view: { phase: 'unlocked', enrolAgain: true } });
  });

  it('shows what it measures of a head only while it is open', async () => {
    const wished: unknown[] = [];
    const shown: (ShownHead | null)[] = [];
    const vision = ownerInSight();
    const session = new Session({
      vision: {
        ...vision,
        process: async (seen, options) => {
          wished.push(options.show);
          const result = await vision.process(seen, options);
          return { ...result, ...(options.show === undefined ? {} : { shown: HEAD }) };
        },
      },
      gallery: [ownerEnrolledWith('sensor')],
      unlocked: null,
      emit: () => undefined,
      headDisplay: { wish: () => 'looks', show: (head) => shown.push(head) },
    });
    await session.onFrame(frame(1, 'sensor'));
    expect([wished.at(-1), shown.at(-1)]).toEqual([undefined, null]);
    for (let sequence = 2; session.openedFor === null; sequence += 1) {
      await session.onFrame(frame(sequence, 'sensor'));
    }
    await session.onFrame(frame(40, 'sensor'));
    expect([wished.at(-1), shown.at(-1)]).toEqual(['looks', HEAD]);
    session.lock({ kind: 'lock.lock' });
    expect(shown.at(-1)).toBeNull();
    await session.onFrame(frame(41, 'sensor'));
    expect([wished.at(-1), shown.at(-1)]).toEqual([undefined, null]);
  });

  it('says what opened it, to whoever has it open', async () => {
    const { lock } = await lookAtOwner({ gallery: [ownerEnrolledWith('sensor')], trust: 'sensor' });
    const evidence = lock?.phase === 'unlocked' ? lock.evidence : undefined;
    expect(evidence).toMatchObject({ level: 'balanced', bound: -Math.log(1e-4) });
    expect(evidence?.sum).toBeGreaterThanOrEqual(evidence?.bound ?? Infinity);
  });

  it('tells windows no embeddings', async () => {
    const { told } = await lookAtOwner({
      gallery: [ownerEnrolledWith('sensor')],
      trust: 'sensor',
    });
    expect(JSON.stringify(told)).not.toContain('embedding');
  });

  it('opens at one frame a second, whatever is told of the time between them', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const views: JudgedLock[] = [];
      const session = new Session({
        vision: ownerInSight(),
        gallery: [ownerEnrolledWith('sensor')],
        unlocked: null,
        emit: (message) => {
          if (message.kind === 'lock') views.push(message.view);
        },
      });
      session.onCameraStarted();
      // The clock of the camera jumps ahead by an hour before the first of three looks in a row.
      for (const timeMs of [0, 3_600_000, 3_601_000, 3_602_000]) {
        expect(views.at(-1)?.phase).not.toBe('unlocked');
        await session.onFrame(frame(timeMs / 1000 + 1, 'sensor', timeMs));
        vi.advanceTimersByTime(1100);
        session.tick();
      }
      expect(views.at(-1)).toMatchObject({ phase: 'unlocked', personId: 'owner' });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a session with nobody in view', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Frames at thirty a second, as many as the seconds hold. */
  function beforeAnEmptyRoom(gallery: readonly GalleryEntry[]) {
    vi.useFakeTimers({ toFake: ['performance'] });
    const told: EngineMessage[] = [];
    const vision = nobodyInSight();
    const emit = (message: EngineMessage) => void told.push(message);
    const session = new Session({ vision, gallery, unlocked: null, emit });
    let sequence = 0;
    const watch = async (seconds: number): Promise<EngineMessage[]> => {
      const before = told.length;
      for (let k = 0; k < 30 * seconds; k += 1) {
        vi.advanceTimersByTime(1000 / 30);
        await session.onFrame(frame(++sequence, 'virtual'));
      }
      return told.slice(before);
    };
    return { session, vision, watch };
  }
  const observationsIn = (messages: readonly EngineMessage[]) =>
    messages.flatMap((message) => (message.kind === 'observation' ? [message.observation] : []));

  it('tells windows so five times a second, and at once when somebody comes or goes', async () => {
    const { vision, watch } = beforeAnEmptyRoom([ownerEnrolledWith('sensor')]);
    await watch(1);
    expect(observationsIn(await watch(4)).length).toBeLessThanOrEqual(21);
    vision.owner = true;
    const [first] = observationsIn(await watch(1 / 30));
    expect(first?.kind).toBe('face');
    expect(observationsIn(await watch(2))).toHaveLength(60);
    vision.owner = false;
    const [last] = observationsIn(await watch(1 / 30));
    expect(last?.kind).toBe('no-face');
  });

  it('rests before a closed lock only, and wakes with the first frame of somebody', async () => {
    const { session, vision, watch } = beforeAnEmptyRoom([ownerEnrolledWith('virtual')]);
    await watch(0.5);
    expect(session.isResting).toBe(false);
    await watch(1);
    expect(session.isResting).toBe(true);
    session.lock({ kind: 'lock.pin', personId: 'owner', name: 'Ada' });
    expect(session.isResting).toBe(false);
    session.lock({ kind: 'lock.lock' });
    expect(session.isResting).toBe(true);
    session.enrol({ kind: 'enrolment.start' });
    expect(session.isResting).toBe(false);
    session.enrol({ kind: 'enrolment.cancel' });
    expect(session.isResting).toBe(true);
    vision.owner = true;
    await watch(1 / 30);
    expect(session.isResting).toBe(false);
  });

  it('says once that nobody is near any more', async () => {
    const { session, vision, watch } = beforeAnEmptyRoom([ownerEnrolledWith('virtual')]);
    session.lock({ kind: 'lock.pin', personId: 'owner', name: 'Ada' });
    vision.owner = true;
    await watch(1);
    vision.owner = false;
    const told = await watch(2);
    expect(told.filter(({ kind }) => kind === 'distances')).toEqual([
      { kind: 'distances', distances: [] },
    ]);
  });
});

describe('an enrolment', () => {
  const LOST = { code: 'camera-stopped', message: 'The Kinect was unplugged.' } as const;
  const seen = (sequence: number, name: string): RgbdFrame => {
    const { camera, ...rest } = frame(sequence, 'virtual');
    return { ...rest, camera: { ...camera, name } };
  };
  function enrolling() {
    const told: EngineMessage[] = [];
    const emit = (message: EngineMessage) => void told.push(message);
    const gallery: GalleryEntry[] = [];
    const vision = ownerInSight();
    const session = new Session({ vision, gallery, unlocked: null, emit });
    session.onCameraStarted();
    session.enrol({ kind: 'enrolment.start' });
    const view = () => told.findLast((message) => message.kind === 'enrolment')?.view;
    return { session, told, view };
  }

  it('stops when the virtual Kinect becomes another sensor', async () => {
    const { session, view } = enrolling();
    await session.onFrame(seen(1, 'Virtual Kinect v2'));
    await session.onFrame(seen(2, 'Virtual Kinect v2'));
    expect(view()?.phase).toBe('capturing');
    await session.onFrame(seen(3, 'Virtual Kinect v1'));
    const stopped = view();
    expect(stopped?.phase === 'stopped' && stopped.reason).toContain('camera was changed');
  });

  it('stops when another camera is started, and tells so at once', async () => {
    const { session, view } = enrolling();
    await session.onFrame(seen(1, 'A Kinect'));
    session.onCameraStarted();
    expect(view()?.phase).toBe('stopped');
  });

  it('stops when the camera is lost, and cannot begin without one', async () => {
    const { session, view, told } = enrolling();
    await session.onFrame(seen(1, 'A Kinect'));
    session.onCameraLost(LOST);
    const reason = 'The Kinect was unplugged. Nothing was kept of the enrolment.';
    expect(view()).toEqual({ phase: 'stopped', reason });
    expect(told.findLast(({ kind }) => kind === 'distances')).toMatchObject({ distances: [] });
    session.enrol({ kind: 'enrolment.start' });
    expect(view()).toEqual({ phase: 'stopped', reason });
    session.onCameraStarted();
    session.enrol({ kind: 'enrolment.start' });
    expect(view()?.phase).toBe('capturing');
  });
});
