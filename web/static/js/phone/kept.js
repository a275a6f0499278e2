// All around the kept card, one file for both: the code page fills the store, the shell draws from it.
export { keep } from "./keep.js";
export { start } from "./shell.js";
export { start as watchWorker } from "./worker.js";
export { start as offerHome } from "./install.js";
