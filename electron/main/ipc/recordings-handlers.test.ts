import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineCommand } from '../../contract/engine/engine-messages.ts';
import { listedRecording } from '../recordings/listed-recording-fixture.ts';
import { RecordingsById } from '../recordings/recordings-by-id.ts';
import { INITIAL_STATE } from './app-state-fixture.ts';
import { AppStore } from './app-store.ts';
import { createRecordingsHandlers } from './recordings-handlers.ts';

let folder: string;
let locked: boolean;
let sent: EngineCommand['kind'][];
let store: AppStore;
let handlers: ReturnType<typeof createRecordingsHandlers>;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-rename-'));
  await writeFile(path.join(folder, 'a.mcap'), 'pictures');
  [locked, sent, store] = [false, [], new AppStore(INITIAL_STATE)];
  const recordings = new RecordingsById(folder);
  recordings.take([listedRecording('a', 'a.mcap')]);
  handlers = createRecordingsHandlers({
    store,
    recordings,
    send: ({ kind }) => {
      sent.push(kind);
      return true;
    },
    isLocked: () => locked,
  });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const rename = () => handlers['recordings.rename']({ id: 'a', name: 'Ada at noon' });

describe('a recording that is renamed', () => {
  it('is listed anew', async () => {
    expect(await rename()).toEqual({ ok: true });
    expect(await readdir(folder)).toEqual(['Ada at noon.mcap']);
    expect(sent).toEqual(['recordings.list']);
  });

  it('is closed first where it is played', async () => {
    const view = {
      ...({
        phase: 'open',
        id: 'a',
        mode: 'player',
        playing: true,
        speed: 1,
        loop: false,
      } as const),
      ...{ index: 0, frames: 3, timeMs: 0, durationMs: 66, recognition: null },
    };
    store.apply({ kind: 'player', view });
    expect(await rename()).toEqual({ ok: true });
    expect(sent).toEqual(['player.close', 'recordings.list']);
  });

  it('keeps its name while it is locked', async () => {
    locked = true;
    expect(await rename()).toMatchObject({ ok: false, problem: { code: 'locked' } });
    expect(await readdir(folder)).toEqual(['a.mcap']);
    expect(sent).toEqual([]);
  });
});
