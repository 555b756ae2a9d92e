/** What a Linux desktop is told: the entry in its menu, and the type of recordings. */

/** Registered for MCAP (https://www.iana.org/assignments/media-types/application/vnd.mcap). */
export const RECORDING_MEDIA_TYPE = 'application/vnd.mcap';

/** @param program absolute path, without anything that needs quoting */
export const desktopEntry = (program: string): string => `[Desktop Entry]
Type=Application
Name=Depthlock
GenericName=Face unlock
Comment=Unlock with a look into a depth camera
Exec=${program} %f
Icon=depthlock
Terminal=false
Categories=Utility;
MimeType=${RECORDING_MEDIA_TYPE};
StartupWMClass=Depthlock
`;

/** For shared-mime-info, which may not know MCAP yet: eight bytes at the start of every file. */
export const mediaTypes = (): string => `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${RECORDING_MEDIA_TYPE}">
    <comment>MCAP recording</comment>
    <magic priority="60">
      <match type="string" offset="0" value="\\x89MCAP0\\r\\n"/>
    </magic>
    <glob pattern="*.mcap"/>
  </mime-type>
</mime-info>
`;
