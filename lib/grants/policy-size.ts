/** More than a hundred times RAM's limit. On much larger policies, commands and tools would run for minutes. */
const mostPolicyBytes = 1024 * 1024;

/** Whether a policy in a file is larger than commands and tools read. The functions of the library read it. */
export function isTooLargeToRead(policy: string): boolean {
  return Buffer.byteLength(policy) > mostPolicyBytes;
}
