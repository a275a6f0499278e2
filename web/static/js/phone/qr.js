// QR codes of upper-case text (ISO/IEC 18004) as the server draws them (web/qr.py): alphanumeric
// mode, correction L or M, one fixed mask, the least of the versions 1 to 13 that holds the text.
const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const TOTAL = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346, 404, 466, 532];
// Correction codewords of a block, and how many blocks, by version (tables 9 and 13).
const LEVELS = {
  L: {
    bits: 1,
    each: [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26],
    blocks: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4],
  },
  M: {
    bits: 0,
    each: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22],
    blocks: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9],
  },
};
const MASK = 2;
const [EXP, LOG] = [new Uint8Array(510), new Uint8Array(256)];
for (let at = 0, value = 1; at < 255; at++) {
  EXP[at] = EXP[at + 255] = value;
  LOG[value] = at;
  value = (value << 1) ^ (value & 128 ? 0x11d : 0);
}

// Gives rows of 0 and 1; throws RangeError for another text, or one too long.
export function modules(text, level) {
  const values = Array.from(text, (sign) => SIGNS.indexOf(sign));
  if (!values.length || values.includes(-1)) throw new RangeError("no such text");
  for (let version = 1; version <= TOTAL.length; version++) {
    const { each, blocks } = LEVELS[level];
    const room = TOTAL[version - 1] - each[version - 1] * blocks[version - 1];
    const bits = dataBits(values, version);
    if (bits.length <= room * 8) return laid(codewords(bits, room, version, level), version, level);
  }
  throw new RangeError("too long");
}

// Puts another text into a picture that the server has drawn, or that is made like one.
export function paint(svg, text, level) {
  const rows = modules(text, level);
  const side = rows.length + 8;
  const [plate, dark] = svg.querySelectorAll("path");
  svg.setAttribute("viewBox", `0 0 ${side} ${side}`);
  plate.setAttribute("d", `M0 0h${side}v${side}H0z`);
  dark.setAttribute("d", strokes(rows));
}

// The strokes of a picture with the quiet zone of four modules in it.
function strokes(rows) {
  let path = "";
  rows.forEach((row, y) => {
    for (let x = 0, end; x < row.length; x = end) {
      for (end = x + 1; end < row.length && row[end] === row[x]; ) end++;
      if (row[x]) path += `M${x + 4} ${y + 4}.5h${end - x}`;
    }
  });
  return path;
}

function dataBits(values, version) {
  const bits = [];
  put(bits, 2, 4);
  put(bits, values.length, version < 10 ? 9 : 11);
  for (let at = 0; at < values.length; at += 2) {
    if (at + 1 < values.length) put(bits, values[at] * 45 + values[at + 1], 11);
    else put(bits, values[at], 6);
  }
  return bits;
}

function put(bits, value, width) {
  for (let at = width - 1; at >= 0; at--) bits.push((value >> at) & 1);
}

function codewords(bits, room, version, level) {
  put(bits, 0, Math.min(4, room * 8 - bits.length));
  while (bits.length % 8) bits.push(0);
  const data = [];
  for (let at = 0; at < bits.length; at += 8) data.push(parseInt(bits.slice(at, at + 8).join(""), 2));
  for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);
  const count = LEVELS[level].blocks[version - 1];
  const short = Math.floor(room / count);
  const longFrom = count - (room % count);
  const blocks = [];
  for (let at = 0, from = 0; at < count; at++) {
    const length = short + (at >= longFrom ? 1 : 0);
    blocks.push(data.slice(from, (from += length)));
  }
  const each = LEVELS[level].each[version - 1];
  return [...woven(blocks), ...woven(blocks.map((block) => correction(block, each)))];
}

function woven(blocks) {
  const longest = Math.max(...blocks.map((block) => block.length));
  const found = [];
  for (let at = 0; at < longest; at++) {
    for (const block of blocks) if (at < block.length) found.push(block[at]);
  }
  return found;
}

// The remainder of a block by the generator of so many roots (Reed-Solomon over GF(256)).
function correction(block, count) {
  let generator = [1];
  for (let root = 0; root < count; root++) {
    const longer = [...generator, 0];
    generator.forEach((value, at) => (longer[at + 1] ^= times(value, EXP[root])));
    generator = longer;
  }
  const rest = new Array(count).fill(0);
  for (const value of block) {
    const lead = value ^ rest.shift();
    rest.push(0);
    for (let at = 0; at < count; at++) rest[at] ^= times(lead, generator[at + 1]);
  }
  return rest;
}

function times(left, right) {
  return left && right ? EXP[LOG[left] + LOG[right]] : 0;
}

function laid(words, version, level) {
  const size = version * 4 + 17;
  const rows = Array.from({ length: size }, () => new Array(size).fill(null));
  patterns(rows, version);
  format(rows, (LEVELS[level].bits << 3) | MASK);
  if (version > 6) versionInformation(rows, version);
  let at = 0;
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right--;
    for (let step = 0; step < size; step++) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (rows[y][x] !== null) continue;
        const bit = at < words.length * 8 ? (words[at >> 3] >> (7 - (at & 7))) & 1 : 0;
        rows[y][x] = bit ^ (x % 3 === 0 ? 1 : 0);
        at++;
      }
    }
  }
  return rows;
}

function patterns(rows, version) {
  const size = rows.length;
  for (const [top, left] of [[0, 0], [0, size - 7], [size - 7, 0]]) {
    square(rows, top + 3, left + 3, 4, (ring) => ring !== 2 && ring !== 4);
  }
  const last = size - 7;
  const places = version < 2 ? [] : version < 7 ? [6, last] : [6, (6 + last) / 2, last];
  for (const y of places) {
    for (const x of places) if (rows[y][x] === null) square(rows, y, x, 2, (ring) => ring !== 1);
  }
  for (let at = 8; at < size - 8; at++) rows[6][at] = rows[at][6] = at % 2 ? 0 : 1;
}

function square(rows, y, x, reach, dark) {
  for (let down = -reach; down <= reach; down++) {
    for (let across = -reach; across <= reach; across++) {
      if (rows[y + down]?.[x + across] === undefined) continue;
      rows[y + down][x + across] = dark(Math.max(Math.abs(down), Math.abs(across))) ? 1 : 0;
    }
  }
}

function format(rows, five) {
  const size = rows.length;
  const bits = ((five << 10) | remainder(five << 10, 0x537)) ^ 0x5412;
  for (let at = 0; at < 15; at++) {
    const bit = (bits >> at) & 1;
    rows[at < 6 ? at : at < 8 ? at + 1 : size - 15 + at][8] = bit;
    rows[8][at < 8 ? size - 1 - at : at < 9 ? 7 : 14 - at] = bit;
  }
  rows[size - 8][8] = 1;
}

function versionInformation(rows, version) {
  const bits = (version << 12) | remainder(version << 12, 0x1f25);
  for (let at = 0; at < 18; at++) {
    const [near, far] = [Math.floor(at / 3), rows.length - 11 + (at % 3)];
    rows[near][far] = rows[far][near] = (bits >> at) & 1;
  }
}

function remainder(value, generator) {
  const top = Math.floor(Math.log2(generator));
  for (let at = Math.floor(Math.log2(value || 1)); at >= top; at--) {
    if ((value >> at) & 1) value ^= generator << (at - top);
  }
  return value;
}
