/** Exit codes of the engine process, so that main can say why it ended. Outside the range Node and shells use. */
export const ENGINE_EXIT = {
  stopped: 0,
  /** An uncaught error in the engine itself. */
  uncaught: 70,
  /** The vision worker died (out of memory, a fault inside the inference library). */
  visionDied: 71,
} as const;
