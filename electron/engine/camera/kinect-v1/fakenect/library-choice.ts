/** The library file that the environment names instead of the system's libfreenect; empty for the system's. */
export const chosenLibrary = (): string => process.env['DEPTHLOCK_FREENECT_LIBRARY'] ?? '';
