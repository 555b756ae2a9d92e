/**
 * The file that starts the app when somebody logs in to a Linux desktop: an entry in `autostart` of the folder of
 * settings (Desktop Application Autostart Specification, https://specifications.freedesktop.org/autostart-spec/).
 */

export const AUTOSTART_FILE = 'org.depthlock.app.desktop';

/**
 * Text of the entry.
 * @param program absolute path; null is returned for one that an entry cannot hold: relative, or with control characters
 */
export function autostartEntry(program: string): string | null {
  if (!program.startsWith('/') || /\p{Cc}/u.test(program)) return null;
  return `[Desktop Entry]
Type=Application
Name=Depthlock
Comment=Face unlock with a depth camera
Exec=${execValue(program)}
Terminal=false
`;
}

/**
 * Quoted as the Desktop Entry Specification wants it: characters that a shell knows behind a backslash, which the value
 * of a key needs twice, and a percent sign twice, which would else stand for a file.
 */
function execValue(program: string): string {
  const quoted = program.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${quoted.replaceAll('\\', '\\\\')}"`;
}
