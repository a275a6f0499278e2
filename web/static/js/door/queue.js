// What waits and how it is delivered, as one file for the pages on which a shift may end.
export { deliver } from "./delivery.js";
export { count, wipe } from "./sealed.js";
