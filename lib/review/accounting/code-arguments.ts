/**
 * Arguments that say what a program is or how it runs, wherever they are in a resource. They are not grants, but a program
 * has the permissions of its resource's role.
 */
const codeArgument = new RegExp(
  [
    "^(?:code|code_checksum|zip_file|filename|oss_bucket|oss_key|handler|layers|initializer|instance_lifecycle_hooks)$",
    "^(?:custom_(?:container|runtime|dns)_config|environment_(?:variables|vars)|runtime)$",
    "^(?:user_?data|user_data_encoded|init_containers|containers|post_start|pre_stop|command|commands|command_args|args)$",
    "^(?:main_args|command_content|script|script_content|image|image_id|image_name|image_url|package_url|war_start_options)$",
  ].join("|"),
);

/** Whether an argument, step by step, is about a program. */
export function isCode(argument: readonly string[]): boolean {
  return argument.some((step) => codeArgument.test(step));
}
