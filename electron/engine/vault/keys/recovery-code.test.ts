import { expect, it } from 'vitest';
import { createDataKey } from './keys.ts';
import {
  newRecoveryCode,
  readRecoveryCode,
  unwrapByRecoveryCode,
  wrapByRecoveryCode,
} from './recovery-code.ts';

it('is read however it was typed', () => {
  const code = '0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ';
  const plain = code.replaceAll('-', '');
  for (const typed of [code, code.toLowerCase(), plain, ` ${code.replaceAll('-', ' – ')} `]) {
    expect(readRecoveryCode(typed)).toBe(plain);
  }
  expect(readRecoveryCode(code.replace('0', 'o').replace('1', 'l'))).toBe(plain);
  for (const wrong of [
    '',
    plain.slice(1),
    `${plain}0`,
    plain.replace('9', 'U'),
    plain.replace('9', 'é'),
  ]) {
    expect(readRecoveryCode(wrong)).toBeNull();
  }
});

it('is another one each time, of all characters alike', () => {
  const codes = Array.from({ length: 200 }, newRecoveryCode);
  expect(new Set(codes).size).toBe(200);
  expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
});

it('opens the vault it was made for, and no other', () => {
  const dataKey = createDataKey();
  const code = newRecoveryCode();
  const wrapped = wrapByRecoveryCode(dataKey, code, 'a');
  expect(unwrapByRecoveryCode(wrapped, code.toLowerCase(), 'a')).toEqual(dataKey);
  expect(unwrapByRecoveryCode(wrapped, code, 'b')).toBeNull();
  expect(unwrapByRecoveryCode(wrapped, newRecoveryCode(), 'a')).toBeNull();
});
