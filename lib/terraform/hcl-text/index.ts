export { type RenderedStack, renderHcl } from "./render-hcl";
