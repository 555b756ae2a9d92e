/**
 * What a packaged app refuses to be started with: any switch that is not on the list, and variables of the environment
 * with which Electron and Node run other code, or listen to a debugger. Chromium and Node know hundreds of switches, and
 * new ones come with each version, so the list names what is accepted.
 */

import { VERIFY_FAILED } from '../../contract/verify.ts';
import { asksForHelp, splitArguments } from '../command-line/command-words.ts';
import { asksToVerify } from '../verify/verify-arguments.ts';

/** Exit code of an app that refused its start; `depthlock verify` uses 0 to 5. */
export const REFUSED_START = VERIFY_FAILED.usage;

export interface Start {
  /** `app.isPackaged`: everything is accepted from a checkout. */
  readonly isPackaged: boolean;
  /** The whole command line, with the program at its head. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/** Switches that change how the window looks or is drawn. None opens a door, loads code or weakens the sandbox. */
const ACCEPTED_SWITCHES: ReadonlyMap<string, RegExp> = new Map([
  ['disable-gpu', /^$/],
  ['force-device-scale-factor', /^[\d.]{1,5}$/],
  ['force-prefers-reduced-motion', /^$/],
  ['lang', /^[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?$/],
  ['ozone-platform', /^(?:auto|wayland|x11)$/],
  ['ozone-platform-hint', /^(?:auto|wayland|x11)$/],
]);

/** What a start without a window takes besides: it needs no display, and says nothing of Chromium's. */
const COMMAND_SWITCHES: ReadonlyMap<string, RegExp> = new Map([
  ['log-level', /^3$/],
  ['ozone-platform', /^(?:auto|headless|wayland|x11)$/],
]);

/** What `depthlock verify` takes besides. */
const VERIFY_SWITCHES: ReadonlyMap<string, RegExp> = new Map([
  ['json', /^$/],
  ['pin-from-stdin', /^$/],
  ['timeout', /^(?:\d{1,3}(?:\.\d{1,3})?)?$/],
  ['who', /^$/],
]);

/** With a fuse blown Electron ignores most of them: whoever sets one expects something that will not happen. */
const REFUSED_VARIABLES: readonly RegExp[] = [
  /^ELECTRON_(?:RUN_AS_NODE|NO_ASAR|DISABLE_SANDBOX|ENABLE_LOGGING|LOG_FILE)$/,
  /^NODE_(?:OPTIONS|PATH|REPL_EXTERNAL_MODULE|V8_COVERAGE|DEBUG|DEBUG_NATIVE)$/,
  /^NODE_INSPECT/,
  /^CHROME_DEVEL_SANDBOX$/,
];

/**
 * Why this start is refused, as a sentence for the standard error; null if it is not. An empty variable counts as not
 * set. Arguments after `--` are judged like those before it, unless they are a command of `depthlock` and its words:
 * those Chromium does not read, and the command itself refuses what it does not know.
 */
export function whyRefused({ isPackaged, argv, env, platform }: Start): string | null {
  if (!isPackaged) return null;
  const variable = Object.keys(env).find(
    (name) =>
      Boolean(env[name]) && REFUSED_VARIABLES.some((pattern) => pattern.test(name.toUpperCase())),
  );
  if (variable !== undefined) {
    return `Depthlock does not start while the environment variable ${variable} is set: with it Electron or Node would run other code in its place, or tell what it does. Remove the variable and start Depthlock again.`;
  }
  const refused = refusedArgument(argv, platform);
  if (refused !== undefined) {
    return `Depthlock does not start with ${nameOf(refused)}: an installed Depthlock takes no switch that opens it to a debugger, loads other code or changes its sandbox. Start it without. To debug it, use a checkout.`;
  }
  return null;
}

function refusedArgument(argv: readonly string[], platform: NodeJS.Platform): string | undefined {
  const { ours, command } = splitArguments(argv);
  const isCommand = command !== null || asksToVerify(argv, true);
  const accepted = new Map([
    ...ACCEPTED_SWITCHES,
    ...(isCommand ? COMMAND_SWITCHES : []),
    ...(command === null && isCommand ? VERIFY_SWITCHES : []),
  ]);
  const refused = ours.slice(1).find((argument) => !isAccepted(argument, platform, accepted));
  if (refused !== undefined || command?.[0] !== 'verify' || asksForHelp(command)) return refused;
  // It is answered here, where the vault is.
  return command.find((argument) => !isAccepted(argument, platform, VERIFY_SWITCHES));
}

/** Chromium takes one or two dashes for a switch, and on Windows a slash too, in any case of letters. */
function isAccepted(
  argument: string,
  platform: NodeJS.Platform,
  accepted: ReadonlyMap<string, RegExp>,
): boolean {
  const isSwitch = argument.startsWith('-') || (platform === 'win32' && argument.startsWith('/'));
  if (!isSwitch) return true;
  const [, name, value = ''] = /^--([a-z-]+)(?:=([^]*))?$/.exec(argument) ?? [];
  return name !== undefined && accepted.get(name)?.test(value) === true;
}

/** Without its value, which may be long. */
const nameOf = (argument: string): string => argument.split('=')[0]?.slice(0, 80) ?? '';
