import { engineEnvironment } from '../engine/engine-environment.ts';

/** By these a program finds the desktop's session and its message bus: `loginctl lock-session` needs them. */
const OF_THE_SESSION = ['DBUS_SESSION_BUS_ADDRESS', 'XDG_SESSION_ID', 'XDG_CURRENT_DESKTOP'];

/** What a program at lock or unlock sees: as little as the engine, and the desktop's session. */
export function programEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Record<string, string> {
  const ofSession = OF_THE_SESSION.flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...engineEnvironment({ env, platform, development: {} }),
    ...Object.fromEntries(ofSession),
  };
}
