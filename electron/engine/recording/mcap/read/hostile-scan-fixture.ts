/** Opens a file in a process of its own, and says how much memory that took: `hostile-scan-fixture.ts FILE`. */
import { openRecording } from './open-recording.ts';

const opened = await openRecording(process.argv[2] ?? '');
const seen = opened.ok ? opened.value.info.frames : opened.problem.message;
console.log(JSON.stringify({ seen, peakBytes: process.resourceUsage().maxRSS * 1024 }));
