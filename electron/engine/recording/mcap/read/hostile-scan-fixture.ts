/** Opens a file in a process of its own, and says how much memory and processor time that took: `hostile-scan-fixture.ts FILE`. */
import { openRecording } from './open-recording.ts';

const begun = process.cpuUsage();
const opened = await openRecording(process.argv[2] ?? '');
const { user, system } = process.cpuUsage(begun);
const milliseconds = (user + system) / 1000;
const seen = opened.ok ? opened.value.info.frames : opened.problem.message;
const peakBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ seen, peakBytes, milliseconds }));
