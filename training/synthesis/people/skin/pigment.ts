import type { Albedo } from '../person.ts';

/*
 * Skin as a white scatterer behind two absorbers (melanin, blood), Beer–Lambert per channel; the strengths are
 * fitted by eye to the Monk skin tone scale (Monk, 2023).
 */
const SCATTERER: Albedo = [0.72, 0.61, 0.51];
const MELANIN: Albedo = [0.62, 0.86, 1.04];
const BLOOD: Albedo = [0.1, 0.62, 0.54];

/** Linear reflectance of skin for pigment strengths of 0 and above. */
export function skinAlbedo(melanin: number, blood: number, yellow: number): Albedo {
  return [
    SCATTERER[0] * Math.exp(-melanin * MELANIN[0] - blood * BLOOD[0]),
    SCATTERER[1] * Math.exp(-melanin * MELANIN[1] - blood * BLOOD[1]),
    SCATTERER[2] * Math.exp(-(melanin * MELANIN[2] + blood * BLOOD[2]) * yellow),
  ];
}
