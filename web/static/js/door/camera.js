// The camera of the back: taken after a tap, let go of with the page, taken up again with it. A frame
// that cannot be read never ends the loop.
import { openReader } from "./reader.js";

const WANTED = { video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 } }, audio: false };
const MOST_WIDTH = 1280;
const PAUSE_MS = 60;

// `seen` is told each text that is read, `ended` that the camera was taken away; `idle` tells whether
// to look at all. Gives { start, stop, light }; start throws what getUserMedia throws.
export function openCamera(video, { seen, ended, idle }) {
  const canvas = document.createElement("canvas");
  let [stream, read, next] = [null, null, 0];

  async function start() {
    stop();
    read ??= await openReader();
    stream = await navigator.mediaDevices.getUserMedia(WANTED);
    const taken = stream;
    for (const track of taken.getTracks()) track.onended = () => taken === stream && (stop(), ended());
    video.srcObject = taken;
    await video.play();
    look();
  }

  function stop() {
    clearTimeout(next);
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = video.srcObject = null;
  }

  async function look() {
    const of = stream;
    try {
      if (!idle() && video.readyState > 1) {
        const text = await read(frameOf(canvas, video, video.videoWidth, video.videoHeight));
        if (text && of === stream && !idle()) await seen(text);
      }
    } catch {
      // The next frame may do.
    }
    if (of === stream && stream) next = setTimeout(look, PAUSE_MS);
  }

  // Gives whether there is a light to switch; `on` left out asks only.
  async function light(on) {
    const track = stream?.getVideoTracks()[0];
    if (!track?.getCapabilities?.().torch) return false;
    if (on !== undefined) await track.applyConstraints({ advanced: [{ torch: on }] });
    return true;
  }

  return { start, stop, light };
}

// The text in a photo that was taken or chosen, null where none is read.
export async function readPhoto(file) {
  const image = await createImageBitmap(file);
  const read = await openReader();
  return read(frameOf(document.createElement("canvas"), image, image.width, image.height));
}

function frameOf(canvas, image, width, height) {
  const scale = Math.min(1, MOST_WIDTH / Math.max(width, height));
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  // One mark at a time: a shift is long. bench/scan.py reads them.
  performance.clearMarks("door-frame");
  performance.mark("door-frame");
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
