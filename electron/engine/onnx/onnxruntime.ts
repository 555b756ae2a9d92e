/** onnxruntime as all of Depthlock uses it: told to keep to itself. Lint lets nobody else import it. */
import './no-telemetry.ts';

export { InferenceSession, Tensor, env, listSupportedBackends } from 'onnxruntime-node';
