// The version of the function, shown by /healthz; a test holds it to package.json.

export const VERSION = "0.1.0";
