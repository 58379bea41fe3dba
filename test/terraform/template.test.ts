import { Token } from "cdktf";
import { escapeTags, escapeTemplate } from "../../lib/terraform/template";

const token = Token.asString({ resolve: () => "value" });

/** Each escaped text was seen to give the text back in an output of a real Terraform 1.11. */
it.each([
  ["plain", "plain"],
  ["${a}", "$${a}"],
  ["$${a}", "$$${a}"],
  ["$$$${a}", "$$$$${a}"],
  ["%{if}", "%%{if}"],
  ["%%{x}", "%%%{x}"],
  ["$%{x}", "$%%{x}"],
  ["%${x}", "%$${x}"],
  ["a${b}c%{d}$", "a$${b}c%%{d}$"],
  ["$", "$"],
  ["100%", "100%"],
  ["$ {", "$ {"],
  [`account ${token}`, `account ${token}`],
  [`${token}\${a}${token}`, `${token}$\${a}${token}`],
  [`costs $${token}`, `costs \${"$"}${token}`],
  [`${token}$`, `${token}$`],
])("%j is written as %j", (text, template) => {
  expect(escapeTemplate(text)).toBe(template);
});

it("escapes keys and values of tags", () => {
  expect(escapeTags({ "${k}": "${v}" })).toEqual({ "$${k}": "$${v}" });
});
