/** How onnxruntime is asked to run a network: on which device, and with how many threads. */
import type { ExecutionProvider } from '../../contract/encoder-runtime.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import { listSupportedBackends, type InferenceSession } from './onnxruntime.ts';

export interface SessionWishes {
  /** Threads for one call on the processor; default: 1, because the live pipeline must not occupy the machine. */
  readonly threads?: number;
  /** Default: cpu. */
  readonly provider?: ExecutionProvider;
}

const BY_PROVIDER: Readonly<Record<ExecutionProvider, InferenceSession.SessionOptions>> = {
  cpu: {},
  cuda: {},
  // What DirectML demands: https://onnxruntime.ai/docs/execution-providers/DirectML-ExecutionProvider.html
  dml: { enableMemPattern: false, executionMode: 'sequential' },
  coreml: {},
};

/**
 * Options of a session that runs on one provider alone. onnxruntime would compute what another provider lacks on the
 * processor, and strike a provider that it does not know from a longer list, both without a word that a program sees:
 * it is told to do neither, and refuses the network instead.
 */
export function sessionOptions({
  threads = 1,
  provider = 'cpu',
}: SessionWishes = {}): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    ...BY_PROVIDER[provider],
    ...(provider === 'cpu' ? {} : { extra: { session: { disable_cpu_ep_fallback: '1' } } }),
  };
}

/** The problem `no-gpu` where the onnxruntime of this system was built without the provider. */
export function checkProvider(
  provider: ExecutionProvider,
  built = listSupportedBackends().map(({ name }) => name),
): Result<ExecutionProvider> {
  if (built.includes(provider)) return succeed(provider);
  return fail(
    'no-gpu',
    `onnxruntime for ${process.platform} on ${process.arch} has no provider “${provider}”, so nothing was computed. Leave it away to compute on the processor; CUDA is for Linux, DirectML (dml) for Windows, Core ML (coreml) for macOS.`,
  );
}

/** The problem `no-gpu` for a provider that is there, but did not take a network, and the reason that it gave. */
export function providerFailed(
  provider: Exclude<ExecutionProvider, 'cpu'>,
  reason: string,
): Result<never> {
  return fail(
    'no-gpu',
    `${START[provider]} (${reason}). Nothing was computed. ${REMEDY[provider]}`,
  );
}

const START = {
  cuda: 'The encoder cannot run on CUDA',
  dml: 'The encoder cannot run on DirectML',
  coreml: 'The encoder cannot run on Core ML',
} as const;
const REMEDY = {
  cuda: 'It needs an NVIDIA card, CUDA 12 with cuDNN 9, and onnxruntime’s CUDA libraries, which Depthlock does not bring (docs/scale.md). Leave the provider away to compute on the processor.',
  dml: 'It needs a graphics card with DirectX 12 and its driver. Leave the provider away to compute on the processor.',
  coreml: 'Leave the provider away to compute on the processor.',
} as const;
