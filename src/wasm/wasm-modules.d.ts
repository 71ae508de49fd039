// The type of a `.wasm` file that the function imports: a compiled module.

declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
