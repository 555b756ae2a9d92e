/**
 * Environment of the engine process: an allow-list. It leaves out whatever makes a loader, a driver of the graphics card
 * or Node run other code (LD_LIBRARY_PATH, LD_PRELOAD, DYLD_*, NODE_OPTIONS, LIBGL_DRIVERS_PATH, OCL_ICD_VENDORS, …), and
 * the secrets that people keep in theirs.
 */

/** Home, language, time, temporary files; on Linux also the display, which libfreenect2's OpenGL decoder draws on. */
const PASSED_ON: Readonly<Record<'posix' | 'win32', readonly RegExp[]>> = {
  posix: [
    /^(?:HOME|USER|LOGNAME|LANG|LANGUAGE|TZ|TMPDIR)$/,
    /^LC_[A-Z]+$/,
    /^XDG_(?:RUNTIME_DIR|CACHE_HOME|CONFIG_HOME|DATA_HOME|SESSION_TYPE)$/,
    /^(?:DISPLAY|XAUTHORITY|WAYLAND_DISPLAY)$/,
  ],
  win32: [
    /^(?:SYSTEMROOT|SYSTEMDRIVE|WINDIR|OS)$/,
    /^(?:TEMP|TMP|USERNAME|USERPROFILE|APPDATA|LOCALAPPDATA|PROGRAMDATA)$/,
    /^(?:NUMBER_OF_PROCESSORS|PROCESSOR_ARCHITECTURE)$/,
  ],
};

/** The system's own programs. On Windows PATH is also where libraries are looked for. */
const SYSTEM_PATH = '/usr/bin:/bin:/usr/sbin:/sbin';

export interface EngineEnvironmentOptions {
  /** Environment of main. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** From the development doors: empty in a packaged app. */
  readonly development: Readonly<Record<string, string>>;
}

/** What the engine process sees, and nothing else. */
export function engineEnvironment({
  env,
  platform,
  development,
}: EngineEnvironmentOptions): Record<string, string> {
  const patterns = PASSED_ON[platform === 'win32' ? 'win32' : 'posix'];
  const passedOn = Object.entries(env).flatMap(([name, value]) => {
    const canonical = platform === 'win32' ? name.toUpperCase() : name;
    return value !== undefined && patterns.some((pattern) => pattern.test(canonical))
      ? [[name, value] as const]
      : [];
  });
  return { ...Object.fromEntries(passedOn), PATH: systemPath(env, platform), ...development };
}

function systemPath(env: EngineEnvironmentOptions['env'], platform: NodeJS.Platform): string {
  if (platform !== 'win32') return SYSTEM_PATH;
  const root = env['SystemRoot'] ?? env['SYSTEMROOT'] ?? 'C:\\Windows';
  return `${root}\\System32;${root}`;
}
