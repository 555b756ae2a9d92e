/** Digits on the pad: PINs of earlier versions had four. Main checks; here they only save a person a useless try. */
export const PIN_LENGTH = { min: 4, max: 24 } as const;
