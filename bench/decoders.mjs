// Lets candidate decoders read the hard frames: node bench/decoders.mjs FRAMES CANDIDATES
// FRAMES holds frames.json ([{file, text}], width, height) and raw grey files; CANDIDATES is a folder
// with the candidates' node_modules. Prints for each its reads by file, wrong reads and milliseconds.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, candidates] = process.argv.slice(2);
const { frames, width, height } = JSON.parse(readFileSync(join(folder, "frames.json"), "utf8"));
const require = createRequire(join(resolve(candidates), "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)));

function coloured(grey) {
  const data = new Uint8ClampedArray(grey.length * 4).fill(255);
  for (let at = 0; at < grey.length; at += 1) data.fill(grey[at], at * 4, at * 4 + 3);
  return { data, width, height };
}

// The mean of each 3×3 pixels: takes noise and thin lines away that the plain frame drowns in.
function meant({ data }) {
  const grey = new Uint8Array(width * height);
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      let sum = 0;
      for (let row = y - 1; row <= y + 1; row += 1)
        for (let column = x - 1; column <= x + 1; column += 1) sum += data[(row * width + column) * 4];
      grey[y * width + x] = sum / 9;
    }
  return coloured(grey);
}

async function readers() {
  const jsQR = require("jsqr").default ?? require("jsqr");
  const { default: decodeQR } = await load("qr/decode.js");
  const zxing = await load("zxing-wasm/reader");
  const wasmBinary = readFileSync(require.resolve("zxing-wasm/reader/zxing_reader.wasm"));
  await zxing.prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  const wanted = { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 };
  return {
    jsqr: (image) => jsQR(image.data, image.width, image.height)?.data,
    qr: (image) => decodeQR(image),
    "qr-twice": (image) => {
      try {
        return decodeQR(image);
      } catch {
        return decodeQR(meant(image));
      }
    },
    "zxing-wasm": async (image) => (await zxing.readBarcodes(image, wanted))[0]?.text,
  };
}

const found = {};
for (const [name, read] of Object.entries(await readers())) {
  const [seen, wrong, times] = [[], [], []];
  for (const { file, text } of frames) {
    const image = coloured(readFileSync(join(folder, file)));
    const before = performance.now();
    let said;
    try {
      said = await read(image);
    } catch {
      said = undefined;
    }
    times.push(performance.now() - before);
    if (said === text) seen.push(file);
    else if (said) wrong.push(file);
  }
  times.sort((one, other) => one - other);
  found[name] = { seen, wrong, ms: times[times.length >> 1] };
}
process.stdout.write(JSON.stringify(found));
