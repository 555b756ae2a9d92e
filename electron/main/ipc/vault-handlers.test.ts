import { beforeEach, describe, expect, it } from 'vitest';
import type { PersonSummary } from '../../contract/identity.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import { createVaultHandlers } from './vault-handlers.ts';

const ADA: PersonSummary = {
  ...{ id: 'ada', name: 'Ada', references: 20, enrolledAt: '2026-11-20T09:30:00Z' },
  ...{ trust: 'sensor', encoder: 'fused 4', hasPin: true, appearances: [] },
};
const PIN = '471142';
const CODE = 'the code';

let isLocked: boolean;
let isConfirmed: boolean;
/** What reached the vault and the lock, in order. */
let done: string[];
/** Something that happens while a PIN is checked. */
let meanwhile: () => void;
let handlers: ReturnType<typeof createVaultHandlers>;

function note<T>(what: string, value: T): Promise<Result<T>> {
  done.push(what);
  return Promise.resolve(succeed(value));
}

beforeEach(() => {
  [isLocked, isConfirmed, done, meanwhile] = [false, false, [], () => undefined];
  handlers = createVaultHandlers({
    vault: {
      isClosed: false,
      people: () => [ADA],
      newRecoveryCode: () => note('new code', CODE),
      openPrevious: () => note('previous', undefined),
      openWithRecoveryCode: (code) =>
        code === CODE ? note('opened', [ADA]) : Promise.resolve(fail('wrong-pin', '')),
      removeAppearance: () => note('look removed', undefined),
      rename: (_, name) => note(`named ${name}`, undefined),
      setPin: (id, wanted) => note(`PIN of ${id}: ${wanted}`, undefined),
      setPinByRecoveryCode: (_, id, pin) => note(`PIN of ${id} by code: ${pin}`, undefined),
      startOver: () => note('started over', undefined),
    },
    isLocked: () => isLocked,
    confirmed: () => (isConfirmed ? succeed(undefined) : fail('confirm-needed', '')),
    personOf: (pin) => {
      meanwhile();
      return Promise.resolve(pin === PIN ? succeed(ADA) : fail('wrong-pin', ''));
    },
    changed: () => undefined,
    startedOver: () => note('tries forgotten', undefined),
    unlock: ({ id }) => note(`unlocked for ${id}`, undefined),
  });
});

describe('while it is locked', () => {
  it('nobody changes a PIN, asks for a code, renames or removes a look', async () => {
    isLocked = true;
    const refused = { ok: false, problem: { code: 'locked' } };
    expect(await handlers['pin.change']({ pin: PIN, wanted: '918273' })).toMatchObject(refused);
    expect(await handlers['vault.newRecoveryCode']({ pin: PIN })).toMatchObject(refused);
    expect(await handlers['people.rename']({ personId: 'ada', name: 'Eve' })).toMatchObject(
      refused,
    );
    const look = { personId: 'ada', appearanceId: 'x' };
    expect(await handlers['people.removeAppearance'](look)).toMatchObject({ ok: false });
    expect(done).toEqual([]);
  });

  it('the recovery code sets a PIN and unlocks; another code does neither', async () => {
    isLocked = true;
    const wish = { personId: 'ada', pin: '918273' };
    expect(await handlers['vault.recover']({ code: 'another' })).toMatchObject({ ok: false });
    expect(await handlers['vault.recoverPin']({ code: 'another', ...wish })).toMatchObject({
      ok: false,
    });
    expect(done).toEqual([]);
    expect(await handlers['vault.recover']({ code: CODE })).toEqual(
      succeed([{ id: 'ada', name: 'Ada' }]),
    );
    expect(await handlers['vault.recoverPin']({ code: CODE, ...wish })).toEqual(succeed(undefined));
    expect(done.slice(-2)).toEqual(['PIN of ada by code: 918273', 'unlocked for ada']);
  });
});

describe('while it is open', () => {
  it('a PIN is changed by whoever knows it, unless it is locked meanwhile', async () => {
    expect(await handlers['pin.change']({ pin: '0', wanted: '918273' })).toMatchObject({
      ok: false,
    });
    meanwhile = () => {
      isLocked = true;
    };
    expect(await handlers['pin.change']({ pin: PIN, wanted: '918273' })).toMatchObject({
      ok: false,
    });
    expect(done).toEqual([]);
    [isLocked, meanwhile] = [false, () => undefined];
    expect((await handlers['pin.change']({ pin: PIN, wanted: '918273' })).ok).toBe(true);
    expect(done).toEqual(['PIN of ada: 918273']);
  });

  it('a look is removed after the PIN', async () => {
    const look = { personId: 'ada', appearanceId: 'x' };
    expect((await handlers['people.removeAppearance'](look)).ok).toBe(false);
    isConfirmed = true;
    expect((await handlers['people.removeAppearance'](look)).ok).toBe(true);
  });
});
