import { hclBlock } from "./hcl-block";
import { overrideFile, overrideFileName } from "./override-file";
import { type EmulatorPlace, providerSettings } from "./provider-settings";
import { typescriptBlock } from "./typescript-block";

/** The provider settings in all formats, each with a comment that names the format. */
export function providerBlocks(place: EmulatorPlace): string {
  const settings = providerSettings(place);
  return [
    `// TypeScript, for a stack's constructor\n${typescriptBlock(settings)}`,
    `# HCL\n${hclBlock(settings)}`,
    `// ${overrideFileName}, beside a stack's cdk.tf.json or .tf files\n${overrideFile(settings)}`,
  ].join("\n\n");
}
