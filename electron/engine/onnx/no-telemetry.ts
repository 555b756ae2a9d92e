/**
 * onnxruntime since 1.29 keeps an identifier of the machine, and tells its makers of models, errors and running times,
 * unless this variable is set before it starts (microsoft/onnxruntime, pull request 27379). Imported by whatever loads
 * it, and before a worker is started that does: what a worker sets is not seen by native code.
 */
import { isMainThread } from 'node:worker_threads';

const VARIABLE = 'ORT_DISABLE_TELEMETRY';

if (isMainThread) process.env[VARIABLE] = '1';
if (process.env[VARIABLE] !== '1') {
  throw new Error('Whoever starts a worker with onnxruntime imports “no-telemetry.ts” first.');
}
