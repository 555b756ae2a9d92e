import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { orThrow } from '../../../contract/result-fixture.ts';
import { drawHead } from '../head/mean-head-fixture.ts';
import { loadMeanHead } from '../head/mean-head.ts';
import { AttentionJudge } from './attention.ts';
import { EYE_INPUTS, eyeNetwork, eyeWeightCount } from './eye-network.ts';

const mean = orThrow(await loadMeanHead(join(import.meta.dirname, '../../../../assets')));

/** Says that every eye it is shown is closed. */
function sayingClosed() {
  const weights = new Float32Array(eyeWeightCount(1));
  weights[EYE_INPUTS + 3] = 9;
  const limits = { closed: { open: 0, closed: 1 }, aside: 1 };
  return new AttentionJudge(eyeNetwork({ hidden: 1, weights }, limits));
}

const POSE = { yaw: 0, pitch: 0, roll: 0, distanceMm: 650 };
const { frame, landmarks } = drawHead(mean, POSE);
const pose = { ...POSE, interOcularMm: 63 };
const judge = sayingClosed();

describe('AttentionJudge', () => {
  it('asks the network about eyes that are seen', () => {
    expect(judge.assess(frame, landmarks, pose)).toBe('eyes-closed');
  });

  it('judges by one eye where the other is not in the picture', () => {
    const color = frame.color.map((value, i) =>
      Math.floor(i / 4) % frame.width < frame.width / 2 ? 0 : value,
    );
    expect(judge.assess({ ...frame, color }, landmarks, pose)).toBe('eyes-closed');
  });

  it.each([
    ['colour that is black', { ...frame, color: new Uint8Array(frame.color.length) }, landmarks],
    ['colour without contrast', { ...frame, color: frame.color.map(() => 90) }, landmarks],
    ['eyes beyond the picture', frame, landmarks.map((value) => value + 900)],
    ['landmarks that are no numbers', frame, landmarks.map(() => NaN)],
    ['landmarks that are missing', frame, new Float32Array(0)],
  ])('says nothing of %s', (_name, picture, points) => {
    expect(judge.assess(picture, points, pose)).toBe('unknown');
  });

  it.each([
    ['turned far', { yaw: 45 }],
    ['that looks at the floor', { pitch: 40 }],
    ['far away', { distanceMm: 2000 }],
    ['too far away to tell closed eyes', { distanceMm: 950 }],
    ['without a distance', { distanceMm: NaN }],
    ['without a pose', { yaw: NaN }],
  ])('says nothing of a head %s', (_name, change) => {
    expect(judge.assess(frame, landmarks, { ...pose, ...change })).toBe('unknown');
  });
});
