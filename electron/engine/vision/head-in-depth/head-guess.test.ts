import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rotationFromAngles } from '../../geometry/euler.ts';
import { rotate, type Vector3 } from '../../geometry/rigid.ts';
import { decodeHeadGuess, encodeHeadGuess } from './head-guess.ts';

const angle = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
const place = fc.tuple(angle(300), angle(300), fc.double({ min: 400, max: 1500, noNaN: true }));

describe('head guess', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(angle(85), angle(60), angle(40), place, place, (yaw, pitch, roll, at, centre) => {
        const head = { rotation: rotationFromAngles(yaw, pitch, roll), translation: at };
        const back = decodeHeadGuess(encodeHeadGuess(head, centre), centre);
        head.rotation.forEach((x, i) => {
          expect(back?.rotation[i]).toBeCloseTo(x, 4);
        });
        at.forEach((x, i) => {
          expect(back?.translation[i]).toBeCloseTo(x, 2);
        });
      }),
    );
  });

  it('says the same of a head at the edge of the picture as of one in its middle', () => {
    // A head that faces the camera wherever it is.
    const facing = (centre: Vector3) => {
      const yaw = (Math.atan2(centre[0], centre[2]) * 180) / Math.PI;
      const rotation = [rotationFromAngles(yaw, 0, 0), rotationFromAngles(-yaw, 0, 0)].reduce(
        (a, b) => (looksAtCamera(a, centre) > looksAtCamera(b, centre) ? a : b),
      );
      return encodeHeadGuess({ rotation, translation: centre }, centre);
    };
    const middle = facing([0, 0, 1000]);
    facing([350, 0, 1000]).forEach((x, i) => {
      expect(x).toBeCloseTo(middle[i] ?? NaN, 5);
    });
  });

  it('is none when the network says nothing', () => {
    expect(decodeHeadGuess(new Float32Array(9), [0, 0, 800])).toBeNull();
  });
});

/** The cosine between the face's direction and the direction to the camera. */
function looksAtCamera(rotation: ReturnType<typeof rotationFromAngles>, centre: Vector3): number {
  const [x, y, z] = rotate(rotation, 0, 0, -1);
  return -(x * centre[0] + y * centre[1] + z * centre[2]) / Math.hypot(...centre);
}
