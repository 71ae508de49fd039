// The version of the function, as shown by /healthz. A test checks that it is the one in package.json.

export const VERSION = "0.1.0";
