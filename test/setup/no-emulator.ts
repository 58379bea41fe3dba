/** Stacks of tests are for no emulator, whatever the shell that runs them is for. */
for (const name of Object.keys(process.env)) {
  if (name.startsWith("AGENTRUN_RAM_EMULATOR")) Reflect.deleteProperty(process.env, name);
}
