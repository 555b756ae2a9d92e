// A worker thread does not inherit tsx, nor does `--import tsx` reach it (Node 20): it registers tsx itself.
import { register } from 'tsx/esm/api';

register();
await import('./analysis-worker.ts');
