/** Starts `depthlock`. */
import { runDepthlock } from './depthlock.ts';
import { EXIT } from './exit-codes.ts';
import { endWhenReadersLeave, hasReaderGone } from './readers.ts';
import { stayWhereThePersonStands } from './where-the-person-stands.ts';

stayWhereThePersonStands();
endWhenReadersLeave();
const code = await runDepthlock(process.argv.slice(2));
process.exitCode = hasReaderGone() ? EXIT.readerGone : code;
