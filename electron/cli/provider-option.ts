import { Option } from '@commander-js/extra-typings';
import { EXECUTION_PROVIDERS } from '../contract/encoder-runtime.ts';

/** The option of every command that runs the encoder on many looks. */
export function providerOption() {
  return new Option(
    '--provider <name>',
    'where onnxruntime computes the encoder; what this system lacks is refused (docs/scale.md)',
  )
    .choices(EXECUTION_PROVIDERS)
    .default('cpu' as const);
}
