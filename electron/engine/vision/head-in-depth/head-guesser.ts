import { Tensor } from '../../onnx/onnxruntime.ts';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import type { RigidTransform, Vector3 } from '../../geometry/rigid.ts';
import { decodeHeadGuess, HEAD_GUESS_NUMBERS } from './head-guess.ts';
import { cutHeadWindow, HEAD_WINDOW } from './head-window.ts';
import { loadModel } from '../models.ts';

/** Each pass looks at the window around the previous pass's guess. */
const PASSES = 3;

/** Guesses from depth alone how a head is turned and where it lies: to about 5°, from any start within 50 mm. */
export interface HeadGuesser {
  /**
   * @param centre somewhere on the head, camera space, mm
   * @returns mean head → camera space; null if the network's output holds no direction
   */
  guess(frame: RgbdFrame, centre: Vector3): Promise<RigidTransform | null>;
  dispose(): Promise<void>;
}

/** Opens `head-pose.onnx` of the assets folder; problems as of `loadModel`. */
export async function loadHeadGuesser(assets: string): Promise<Result<HeadGuesser>> {
  const model = await loadModel(assets, 'head-pose');
  if (!model.ok) return model;
  const { session } = model.value;
  const cells = new Float32Array(HEAD_WINDOW.size ** 2);
  const feeds = { input: new Tensor('float32', cells, [1, 1, HEAD_WINDOW.size, HEAD_WINDOW.size]) };
  const numbersOf = async (frame: RgbdFrame, centre: Vector3): Promise<Float32Array> => {
    cutHeadWindow(frame, centre, cells);
    const data = (await session.run(feeds))['output']?.data;
    if (data instanceof Float32Array && data.length === HEAD_GUESS_NUMBERS) return data;
    throw new Error('The head pose network does not say nine numbers.');
  };
  return succeed({
    async guess(frame, centre) {
      let from = centre;
      let head: RigidTransform | null = null;
      for (let pass = 0; pass < PASSES; pass++) {
        head = decodeHeadGuess(await numbersOf(frame, from), from);
        if (head === null || !(head.translation[2] > 0)) return null;
        from = head.translation;
      }
      return head;
    },
    dispose: () => model.value.dispose(),
  });
}
