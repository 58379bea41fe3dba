import { ApiError } from "../api-error";

const limits = { count: 20, key: 128, value: 256 } as const;

/** Checks the number of tags and the lengths of keys and values. Source: RAM API 2015-05-01, TagResources. */
export function checkNewTags(tags: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  if (tags.size > limits.count)
    throw ApiError.of("InvalidParameter.Tag", `Found ${tags.size} tags; at most ${limits.count} are allowed.`);
  for (const [key, value] of tags) {
    const length = Array.from(key).length;
    if (length < 1 || length > limits.key || Array.from(value).length > limits.value) {
      const allowed = `keys of 1 to ${limits.key} and values of up to ${limits.value} characters`;
      throw ApiError.of("InvalidParameter.Tag", `The tag ${key} is invalid; allowed are ${allowed}.`);
    }
  }
  return tags;
}
