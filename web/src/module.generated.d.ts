/** The module, compressed with gzip, as base64; build.mjs makes it. */
declare const compressed: string;
export default compressed;
