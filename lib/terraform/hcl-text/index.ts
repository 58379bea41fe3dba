export { hclText } from "./hcl-text";
export { type RenderedStack, renderHcl } from "./render-hcl";
