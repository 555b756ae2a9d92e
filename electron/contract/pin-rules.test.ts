import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pinFault, PIN_RULES } from './pin-rules.ts';

describe('a PIN', () => {
  it.each([
    ['12345', 'at least 6 digits: 1 more'],
    ['', 'at least 6 digits'],
    ['111111', 'different digits'],
    ['121212', 'different digits'],
    ['123456', 'in a row'],
    ['987654', 'in a row'],
    ['890123', 'in a row'],
    ['135791', 'in a row'],
    ['123123', 'again and again'],
    ['240682', 'a date'],
    ['19820624', 'a date'],
    ['24061982', 'a date'],
    ['147258', 'line on the pad'],
    ['passwort', 'guessed first'],
    ['Password1!', 'guessed first'],
    ['abababab', 'different characters'],
    ['short1', 'at least 8'],
    ['!!!!####', 'at least one letter'],
    ['with\u0007bell', 'cannot be typed'],
    ['a'.repeat(200), 'longer than'],
  ])('%s is refused with a reason', (pin, reason) => {
    expect(pinFault(pin)).toContain(reason);
  });

  it.each(['471142', '918273', '60493817', 'a grey kinect', 'Überraschung'])(
    '%s is taken',
    (pin) => {
      expect(pinFault(pin)).toBeNull();
    },
  );

  it('is not the name of its owner', () => {
    expect(pinFault('lovelace1', 'Ada Lovelace')).toContain('name');
    expect(pinFault('lovelace1', 'Bob')).toBeNull();
  });

  it('of six random digits is mostly taken, and never refused without a sentence', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{6}$/), (pin) => {
        const fault = pinFault(pin);
        if (fault === null) taken += 1;
        else expect(fault).toMatch(/^[A-Z].*\.$/u);
      }),
      { numRuns: 1000, seed: 3 },
    );
    expect(taken).toBeGreaterThan(700);
  });

  it('of any characters gives an answer, and none that is taken is too short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (pin) => {
        if (pinFault(pin) === null) expect(pin.length).toBeGreaterThanOrEqual(PIN_RULES.digits);
      }),
    );
  });
});
