/** File of the libfreenect to load, from the environment; empty for the system's. */
export const chosenLibrary = (): string => process.env['DEPTHLOCK_FREENECT_LIBRARY'] ?? '';
