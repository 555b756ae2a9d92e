import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActivityEvent } from '../../../contract/activity.ts';
import { fail, succeed } from '../../../contract/problem.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import { open, seal } from '../keys/keys.ts';
import { decodeLog } from './activity-file.ts';
import type { Keeper } from '../keeper.ts';
import { ActivityLog, type AnchoredEnd } from './activity-log.ts';

const OPENED: ActivityEvent = { kind: 'opened', by: 'face', personId: 'ada', latencyMs: 300 };
const REFUSED: ActivityEvent = { kind: 'refused', because: 'stranger' };
const BRUNO: ActivityEvent = { kind: 'opened', by: 'pin', personId: 'bruno' };

const keeperOf = (key: Uint8Array): Keeper => ({
  seal: (plain, bound) => seal(key, plain, bound),
  open: (sealed, bound) => open(key, sealed, bound),
});

let folder: string;
let anchored: AnchoredEnd | null;
let keeper: Keeper;
/** Power goes before the anchor is told. */
let isAnchorDead: boolean;

const anchor = {
  read: () => anchored,
  write: (end: AnchoredEnd | null) => {
    if (isAnchorDead) return Promise.resolve(fail('activity-unavailable', 'no power'));
    anchored = end;
    return Promise.resolve(succeed(undefined));
  },
};
const openLog = async () => orThrow(await ActivityLog.open({ folder, anchor }));
const file = () => path.join(folder, 'activity.log');
const eventsOf = async (log: ActivityLog) =>
  orThrow(await log.entries(keeper)).map(({ event }) => event);

async function begun(events: readonly ActivityEvent[] = []): Promise<ActivityLog> {
  const log = await openLog();
  orThrow(await log.begin(keeper));
  for (const event of events) orThrow(await log.append(event));
  return log;
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-activity-'));
  anchored = null;
  keeper = keeperOf(randomBytes(32));
  isAnchorDead = false;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('activity log', () => {
  it('keeps what happened, in order, through a restart', async () => {
    await begun([OPENED, REFUSED]);
    const again = await openLog();
    orThrow(await again.append(BRUNO));
    expect(again.wasDamaged).toBe(false);
    expect(await eventsOf(again)).toEqual([OPENED, REFUSED, BRUNO]);
    const numbers = orThrow(await again.entries(keeper)).map(({ number }) => number);
    expect(numbers).toEqual([1, 2, 3]);
  });

  it('is written without a key, and read with that of the vault only', async () => {
    await begun([OPENED]);
    const again = await openLog();
    orThrow(await again.append(REFUSED));
    expect((await again.entries(null)).ok).toBe(false);
    expect((await again.entries(keeperOf(randomBytes(32)))).ok).toBe(false);
    expect(await eventsOf(again)).toEqual([OPENED, REFUSED]);
    const text = await readFile(file(), 'utf8');
    // In quotes: three letters alone may stand in a box by chance.
    for (const word of ['"ada"', '"stranger"', '"opened"']) expect(text).not.toContain(word);
  });

  it('writes nothing before the first vault', async () => {
    const log = await openLog();
    orThrow(await log.append(REFUSED));
    expect(await readdir(folder)).toEqual([]);
    expect(log.wasDamaged).toBe(false);
  });

  it('forgets a line that a power cut left unfinished', async () => {
    await begun([OPENED, REFUSED]);
    await appendFile(file(), '{"n":3,"box":"AAAA');
    const again = await openLog();
    expect(again.wasDamaged).toBe(false);
    orThrow(await again.append(BRUNO));
    expect(await eventsOf(await openLog())).toEqual([OPENED, REFUSED, BRUNO]);
  });

  it('keeps a line that the anchor had not heard of', async () => {
    const log = await begun([OPENED]);
    isAnchorDead = true;
    expect((await log.append(REFUSED)).ok).toBe(false);
    isAnchorDead = false;
    expect(await eventsOf(await openLog())).toEqual([OPENED, REFUSED]);
  });

  it.each([
    ['the last entry taken out', (lines: string[]) => lines.slice(0, -1)],
    ['an entry in the middle taken out', (lines: string[]) => lines.filter((_, i) => i !== 2)],
    ['two entries swapped', ([a, b, c, d]: string[]) => [a, c, b, d]],
    ['everything taken out', () => []],
    ['all entries taken out', (lines: string[]) => lines.slice(0, 1)],
  ])('names %s, and puts the log aside', async (_, change) => {
    await begun([OPENED, REFUSED, BRUNO]);
    const lines = (await readFile(file(), 'utf8')).trimEnd().split('\n');
    await writeFile(
      file(),
      change(lines)
        .map((line) => `${line ?? ''}\n`)
        .join(''),
    );
    const again = await openLog();
    expect(again.wasDamaged).toBe(true);
    orThrow(await again.begin(keeper));
    expect(await eventsOf(again)).toEqual([{ kind: 'log-damaged' }]);
    const names = await readdir(folder);
    expect(names.filter((name) => name.startsWith('activity-damaged-'))).toHaveLength(1);
  });

  it('names a log that is gone, and one that was put there', async () => {
    await begun([OPENED]);
    const copy = await readFile(file());
    await rm(file());
    expect((await openLog()).wasDamaged).toBe(true);
    await writeFile(file(), copy);
    anchored = null;
    expect((await openLog()).wasDamaged).toBe(true);
  });

  it('erases the entries of a person, and says how many', async () => {
    const log = await begun([OPENED, BRUNO, OPENED]);
    const isKept = ({ event }: { readonly event: ActivityEvent }) =>
      !('personId' in event && event.personId === 'ada');
    orThrow(await log.erase(keeper, isKept));
    const left = [BRUNO, { kind: 'erased', entries: 2 }];
    expect(await eventsOf(log)).toEqual(left);
    expect(await eventsOf(await openLog())).toEqual(left);
    orThrow(await log.append(REFUSED));
    expect(await eventsOf(await openLog())).toEqual([...left, REFUSED]);
  });

  it('erases everything with the keys', async () => {
    const log = await begun([OPENED]);
    const before = decodeLog(await readFile(file()))?.head.publicKey;
    orThrow(await log.eraseAll(keeper));
    expect(await eventsOf(await openLog())).toEqual([]);
    expect(decodeLog(await readFile(file()))?.head.publicKey).not.toBe(before);
  });

  it('is whole when the power goes while it is written anew', async () => {
    const log = await begun([OPENED, BRUNO]);
    const before = await readFile(file());
    const known = anchored;
    orThrow(await log.erase(keeper, () => false));
    const after = await readFile(file());
    const end = anchored;
    if (known === null || end === null) throw new Error('The anchor knows no log.');
    // The anchor was told of both ends, then the file was replaced.
    anchored = { ...known, next: end };
    await writeFile(file(), before);
    expect(await eventsOf(await openLog())).toEqual([OPENED, BRUNO]);
    await writeFile(file(), after);
    expect(await eventsOf(await openLog())).toEqual([{ kind: 'erased', entries: 2 }]);
  });

  it('reads any bytes without throwing, and takes none that were changed', async () => {
    await begun([OPENED, REFUSED]);
    const whole = await readFile(file());
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(whole);
        changed.writeUInt8(changed.readUInt8(at) ^ by, at);
        const read = decodeLog(changed);
        const last = read?.lines.at(-1);
        expect(last?.n === 2 && last.hash === anchored?.hash).toBe(false);
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => decodeLog(bytes) === null));
  });
});

describe('two processes', () => {
  it('write to one log, in any order, and nothing of either is lost', async () => {
    const app = await begun([OPENED]);
    const verify = await openLog();
    orThrow(await verify.append(REFUSED));
    orThrow(await app.append(BRUNO));
    orThrow(await verify.append(OPENED));
    expect(await eventsOf(app)).toEqual([OPENED, REFUSED, BRUNO, OPENED]);
    const again = await openLog();
    expect([again.wasDamaged, await eventsOf(again)]).toEqual([false, await eventsOf(app)]);
  });

  it('take turns when they write at the same time', async () => {
    const logs = [await begun(), await openLog()];
    const written = await Promise.all(
      logs.flatMap((log) => Array.from({ length: 10 }, () => log.append(REFUSED))),
    );
    expect(written.every(({ ok }) => ok)).toBe(true);
    const again = await openLog();
    expect([again.wasDamaged, (await eventsOf(again)).length]).toEqual([false, 20]);
  });

  it('go on after the other erased', async () => {
    const app = await begun([OPENED, BRUNO]);
    const verify = await openLog();
    orThrow(await app.erase(keeper, ({ event }) => event.kind !== 'opened'));
    orThrow(await verify.append(REFUSED));
    expect((await eventsOf(await openLog())).map(({ kind }) => kind)).toEqual([
      'erased',
      'refused',
    ]);
  });
});
