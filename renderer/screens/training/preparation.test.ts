import { expect, it } from 'vitest';
import { preparationOf } from './preparation.ts';

it.each([
  ['photographs aligned', 'photographs'],
  ['photographs shown to the teacher', 'teacher'],
  ['people rendered for calibration', 'rendered'],
  ['files of my family read', 'files'],
  ['shots of my family fused', 'shots'],
  ['windows cut', 'other'],
] as const)('%s is a preparation of %s', (label, kind) => {
  expect(preparationOf(label)).toBe(kind);
});
