/** Vision with its encoder in the runtime that a person has chosen. */
import { env } from '../../onnx/onnxruntime.ts';
import {
  DEFAULT_ENGINE,
  type EncoderEngine,
  type EncoderRuntime,
  type TfjsObstacle,
} from '../../../contract/encoder-runtime.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { tfjsNodeObstacle } from '../encode/engines/load-tfjs-node.ts';
import { createVision, type Vision } from '../pipeline.ts';

interface OpenedVision {
  readonly vision: Vision;
  readonly runtime: EncoderRuntime;
}

/**
 * An encoder that does not run where it was wanted runs in onnxruntime, so that a choice keeps nobody out, and the
 * runtime says why.
 * @param obstacle for tests: what of tfjs-node is missing
 */
export async function openVision(
  assets: string,
  wanted: EncoderEngine,
  obstacle: TfjsObstacle | null = tfjsNodeObstacle(),
): Promise<Result<OpenedVision>> {
  const onnxruntime = env.versions.node ?? env.versions.common;
  const isWorthATry = wanted === 'tfjs-node' && obstacle === null;
  const tried = isWorthATry ? await createVision({ assets, engine: wanted }) : null;
  if (tried?.ok === true) {
    return succeed({
      vision: tried.value,
      runtime: { engine: wanted, onnxruntime, tfjsObstacle: null },
    });
  }
  const vision = await createVision({ assets });
  if (!vision.ok) return vision;
  if (tried !== null) console.error('engine:', tried.problem.message);
  const tfjsObstacle = tried === null ? obstacle : 'failed';
  return succeed({
    vision: vision.value,
    runtime: { engine: DEFAULT_ENGINE, onnxruntime, tfjsObstacle },
  });
}
