import { refuse } from "../failures";
import { textValue } from "../values";
import { count, text, textList } from "./arguments";
import { type FunctionTable, row } from "./function-row";
import { toInteger } from "../big-float";
import { number } from "./arguments";

interface Network {
  readonly address: bigint;
  readonly prefix: number;
  readonly bits: 32 | 128;
}

export const networkFunctions: FunctionTable = {
  cidrhost: row(2, 2, ([given, host]) => {
    const network = readNetwork(text(given));
    const size = 1n << BigInt(network.bits - network.prefix);
    const wanted = toInteger(number(host)) ?? refuse("a whole number is required");
    if (wanted >= size || wanted < -size) refuse("the network has fewer hosts");
    return textValue(addressText(network.address + (wanted < 0n ? size + wanted : wanted), network.bits));
  }),
  cidrnetmask: row(1, 1, ([given]) => {
    const { prefix, bits } = readNetwork(text(given));
    if (bits !== 32) refuse("only IPv4 networks have a netmask");
    return textValue(addressText(((1n << BigInt(prefix)) - 1n) << BigInt(bits - prefix), bits));
  }),
  cidrsubnet: row(3, 3, ([given, added, wanted]) => {
    const network = readNetwork(text(given));
    const prefix = network.prefix + count(added);
    const at = toInteger(number(wanted)) ?? refuse("a whole number is required");
    if (count(added) < 0 || prefix > network.bits) refuse("the network has too few bits");
    if (at < 0n || at >= 1n << BigInt(count(added))) refuse("the network has fewer subnets");
    return textValue(
      networkText({ ...network, prefix, address: network.address + (at << BigInt(network.bits - prefix)) }),
    );
  }),
  cidrsubnets: row(1, Infinity, ([given, ...added]) => {
    const network = readNetwork(text(given));
    const end = network.address + (1n << BigInt(network.bits - network.prefix));
    let next = network.address;
    const subnets = added.map(count).map((more) => {
      const prefix = network.prefix + more;
      if (more < 1 || prefix > network.bits) refuse("the network has too few bits");
      const size = 1n << BigInt(network.bits - prefix);
      const address = ((next + size - 1n) / size) * size;
      next = address + size;
      if (next > end) refuse("the subnets do not fit into the network");
      return networkText({ ...network, prefix, address });
    });
    return textList(subnets);
  }),
};

function readNetwork(given: string): Network {
  const [, addressPart = "", prefixPart = ""] = /^([0-9a-fA-F.:]+)\/(0|[1-9]\d{0,2})$/.exec(given) ?? [];
  const bits = addressPart.includes(":") ? 128 : 32;
  const address = bits === 32 ? fromIpv4(addressPart) : fromIpv6(addressPart);
  const prefix = Number(prefixPart);
  if (address === undefined || prefixPart === "" || prefix > bits) return refuse("a text is not a network");
  const host = BigInt(bits - prefix);
  return { address: (address >> host) << host, prefix, bits };
}

function fromIpv4(given: string): bigint | undefined {
  const parts = given.split(".");
  const isValid = parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return isValid ? parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) : undefined;
}

function fromIpv6(given: string): bigint | undefined {
  const halves = given.split("::");
  const [first = [], second] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - first.length - (second?.length ?? 0);
  const isValid = halves.length === 1 ? missing === 0 : halves.length === 2 && missing > 0;
  const groups = [...first, ...Array.from({ length: missing > 0 ? missing : 0 }, () => "0"), ...(second ?? [])];
  if (!isValid || !groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

function networkText({ address, prefix, bits }: Network): string {
  return `${addressText(address, bits)}/${prefix}`;
}

function addressText(address: bigint, bits: 32 | 128): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => ((address >> shift) & 255n).toString()).join(".");
  const groups = Array.from({ length: 8 }, (_, at) => ((address >> BigInt(112 - at * 16)) & 65535n).toString(16));
  const all = groups.join(":");
  // The longest run of two zeros or more is left out; the first of equal ones.
  const runs = [...`:${all}:`.matchAll(/(?<=:)0(?::0)+(?=:)/g)];
  const longest = runs.reduce((best, [run]) => (run.length > best.length ? run : best), "");
  if (longest === "") return all;
  const [before = "", after = ""] = splitOnce(`:${all}:`, `:${longest}:`);
  return `${before.slice(1)}::${after.slice(0, -1)}`;
}

function splitOnce(given: string, separator: string): readonly string[] {
  const at = given.indexOf(separator);
  return [given.slice(0, at), given.slice(at + separator.length)];
}
