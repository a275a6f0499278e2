// Reads the QR code in a camera's frame: by the browser's own detector where there is one that works,
// else by the vendored decoder, each frame plain and on a miss once more softened (docs/adr/0021).
const decoder = () => import("../../vendor/qr-0.7.0.min.js");

// Gives a function from a frame (ImageData) to the text in it, null where it reads none.
export async function openReader() {
  let own = await detector();
  let decode = own ? null : (await decoder()).default;
  return async (frame) => {
    if (own) {
      try {
        return (await own.detect(frame))[0]?.rawValue || null;
      } catch {
        // A browser may offer a detector that its system lacks: Android without its maker's services.
        own = null;
      }
    }
    decode ??= (await decoder()).default;
    return twice(decode, frame);
  };
}

export function twice(decode, frame) {
  return once(decode, frame) ?? once(decode, softened(frame));
}

async function detector() {
  try {
    const formats = await BarcodeDetector.getSupportedFormats();
    return formats.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
  } catch {
    return null;
  }
}

function once(decode, frame) {
  try {
    return decode(frame) || null;
  } catch {
    return null;
  }
}

// The mean of each 3×3 pixels: takes noise and thin cracks away that the plain frame drowns in.
function softened({ data, width, height }) {
  const rows = new Uint16Array(width * height);
  for (let at = 1; at < rows.length - 1; at++) {
    rows[at] = grey(data, at - 1) + grey(data, at) + grey(data, at + 1);
  }
  const mean = new Uint8ClampedArray(data.length);
  for (let at = width; at < rows.length - width; at++) {
    const light = (rows[at - width] + rows[at] + rows[at + width]) / 9;
    mean.fill(light, at * 4, at * 4 + 3);
    mean[at * 4 + 3] = 255;
  }
  return { data: mean, width, height };
}

const grey = (data, at) => (data[at * 4] + 2 * data[at * 4 + 1] + data[at * 4 + 2]) >> 2;
