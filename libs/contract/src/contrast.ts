/** `#rrggbb`, the only way in which a colour is written here. */
export const HEX_COLOUR = /^#[0-9a-f]{6}$/i;

/** Red, green and blue of a `#rrggbb` as light, 0 to 1 each. */
export function linearLight(hex: string): [number, number, number] {
  const light = (at: number): number => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [light(1), light(3), light(5)];
}

function luminance(hex: string): number {
  const [red, green, blue] = linearLight(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours as WCAG 2.2 counts it, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
}

/** What white text needs on a bank's own colour (WCAG 2.2, 1.4.3). */
export const CONTRAST_MIN = 4.5;
