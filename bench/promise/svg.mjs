// @ts-check
// Bars, drawn as text: a picture that a diff can show.

/**
 * @typedef {object} Bar
 * @property {string} label
 * @property {number} value where the bar ends
 * @property {number} [reach] where a thin line beyond it ends
 * @property {string} text what is written behind it
 * @property {'plain' | 'ours'} [tone]
 */

/**
 * @typedef {object} Chart
 * @property {string} title
 * @property {string} note one line under it: what is measured
 * @property {{ label: string, bars: Bar[] }[]} groups
 * @property {number} max where the axis ends; what is longer is cut there, and said in its text
 * @property {number} step between two marks of the axis
 * @property {string} unit
 * @property {{ from: number, to: number, text: string }} [band] where the values should lie
 */

export const WIDTH = 860;
const LEFT = 210;
const RIGHT = 190;
const TOP = 84;
const ROW = 26;
const GAP = 14;
const HEADING = 22;
const PLOT = WIDTH - LEFT - RIGHT;
const TONES = { plain: '#8a97a6', ours: '#0b5cab' };

/** @param {string} text */
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/**
 * @param {number} x
 * @param {number} y
 * @param {string} text
 * @param {string} [more] attributes
 */
export const write = (x, y, text, more = '') =>
  `<text x="${round(x)}" y="${round(y)}"${more && ` ${more}`}>${escaped(text)}</text>`;

/** @param {number} value */
export const round = (value) => Math.round(value * 10) / 10;

/** @param {Chart} chart @returns {string} */
export function barChart({ title, note, groups, max, step, unit, band }) {
  const x = (/** @type {number} */ value) => LEFT + (Math.min(value, max) / max) * PLOT;
  /** @type {string[]} */
  const body = [];
  let y = TOP;
  for (const { label, bars } of groups) {
    if (label !== '') {
      body.push(write(16, y + 15, label, 'class="strong"'));
      y += HEADING;
    }
    for (const bar of bars) {
      const middle = y + ROW / 2;
      const width = Math.max(1, x(bar.value) - LEFT);
      const reach = bar.reach === undefined ? x(bar.value) : x(bar.reach);
      body.push(write(LEFT - 10, middle + 5, bar.label, 'text-anchor="end"'));
      body.push(
        `<rect x="${LEFT}" y="${y + 4}" width="${round(width)}" height="${ROW - 8}" rx="2" fill="${TONES[bar.tone ?? 'plain']}"/>`,
      );
      if (reach > x(bar.value)) {
        body.push(
          `<path d="M${round(x(bar.value))} ${middle}H${round(reach)}M${round(reach)} ${middle - 5}v10" class="reach"/>`,
        );
      }
      body.push(write(Math.max(reach, band ? x(band.to) : 0) + 8, middle + 5, bar.text));
      y += ROW;
    }
    y += GAP;
  }
  const bottom = y - GAP + 6;
  /** @type {string[]} */
  const axis = [];
  for (let mark = 0; mark <= max + step / 1000; mark += step) {
    axis.push(`<path d="M${round(x(mark))} ${TOP - 6}V${bottom}" class="mark"/>`);
    axis.push(write(x(mark), bottom + 18, `${round(mark)}`, 'text-anchor="middle" class="small"'));
  }
  axis.push(write(WIDTH - RIGHT + 24, bottom + 18, unit, 'class="small"'));
  const shade = band
    ? [
        `<rect x="${round(x(band.from))}" y="${TOP - 6}" width="${round(x(band.to) - x(band.from))}" height="${bottom - TOP + 6}" fill="#bfe3c6"/>`,
        write((x(band.from) + x(band.to)) / 2, TOP - 12, band.text, 'text-anchor="middle" class="small"'),
      ]
    : [];
  return picture({ title, note, height: bottom + 34, body: [...shade, ...axis, ...body] });
}

/**
 * @param {{ title: string, note: string, height: number, body: readonly string[] }} parts note: one line under the title
 * @returns {string} the whole file
 */
export function picture({ title, note, height, body }) {
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    '<style>text{font:14px system-ui,sans-serif;fill:#1c2733;paint-order:stroke;stroke:#fff;stroke-width:3px}.strong{font-weight:600}.title{font-size:18px;font-weight:600}',
    '.small{font-size:12px;fill:#4a5866}.mark{stroke:#d9dfe6}.reach{stroke:#1c2733;stroke-width:1.5;fill:none}</style>',
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    ...[write(16, 30, title, 'class="title"'), write(16, 52, note, 'class="small"')],
    ...body,
    '</svg>',
  ].join('\n')}\n`;
}
