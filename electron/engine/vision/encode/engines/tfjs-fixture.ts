/** TensorFlow.js for tests: the native library where it loads, else its own backend in plain JavaScript. */
import { loadTfjsNode, type Tfjs } from './load-tfjs-node.ts';

interface CountingTfjs extends Tfjs {
  memory(): { readonly numTensors: number };
}

interface WholeTfjs extends CountingTfjs {
  setBackend(name: string): Promise<boolean>;
  env(): { set(flag: string, value: boolean): void };
}

export interface TestTfjs {
  readonly backend: 'tfjs-node' | 'tfjs-cpu';
  readonly tf: CountingTfjs;
}

/** Null, with the reason printed, where the optional packages are not installed. */
export async function openTestTfjs(): Promise<TestTfjs | null> {
  const native = await loadTfjsNode();
  if (native.ok) return { backend: 'tfjs-node', tf: native.value as CountingTfjs };
  const specifier: string = '@tensorflow/tfjs';
  try {
    const tf = (await import(specifier)) as WholeTfjs;
    // Or it advertises the native library on the console.
    tf.env().set('IS_TEST', true);
    await tf.setBackend('cpu');
    return { backend: 'tfjs-cpu', tf };
  } catch {
    console.warn(
      'TensorFlow.js is not installed, so encoders are not compared on it with onnxruntime: ' +
        'run `npm install` without `--omit=optional`.',
    );
    return null;
  }
}
