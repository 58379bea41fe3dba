/** The file that the framework writes a stack to. */
export const stackFile = "cdk.tf.json";
