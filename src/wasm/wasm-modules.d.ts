// A `.wasm` file that the function imports is a compiled module.

declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
