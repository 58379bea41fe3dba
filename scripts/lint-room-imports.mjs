/**
 * ESLint rule: a file of lib/ imports only what its room may import. The rooms are listed in rooms.json, lowest first.
 *
 * - A room imports from itself and from the rooms before it, or only from those in `rooms` where it has that list.
 * - A room with `framework` loads cdktf, so only rooms with `framework` may import it. Its `frameworkless` parts do not load
 *   cdktf: they import only one another and rooms without `framework`, and every room above may import them.
 * - A room imports the packages in `packages` and no others; `node:` stands for the modules of Node.
 *
 * The rule reads text only, without types, and knows every way to name a module: imports and exports, of values and of
 * types, `import()`, `require()` and `declare module`. A module whose name is not known is refused.
 */
import path from "node:path";

/** @typedef {{ room: string, packages: string[], rooms?: string[], framework?: true, frameworkless?: string[] }} Room */

/** Why `file` may not import `specifier`; `undefined` where it may. Paths are relative to lib/, with slashes. */
export function refusal(rooms, file, specifier) {
  const from = placeOf(rooms, file);
  if (from === undefined) return `lib/${file} is in no room of scripts/rooms.json.`;
  if (!/^\.{1,2}(\/|$)/.test(specifier)) {
    const isAllowed = packagesOf(from).some((allowed) => isOf(specifier, allowed));
    return isAllowed ? undefined : `${nameOf(from)} may not import the package ${specifier}.`;
  }
  const to = specifier.includes("\\")
    ? undefined
    : placeOf(rooms, path.posix.join(path.posix.dirname(file), specifier));
  if (to === undefined) return `${specifier} is in no room of scripts/rooms.json.`;
  if (to.index > from.index) return `${nameOf(from)} is below ${nameOf(to)}: imports point downwards.`;
  if (to.index < from.index && from.room.rooms?.includes(to.room.room) === false) {
    return `${nameOf(from)} may not import ${nameOf(to)}.`;
  }
  if (to.loadsFramework && !from.loadsFramework) {
    return `${nameOf(to)} loads the framework, and ${nameOf(from)} must run without it.`;
  }
  return undefined;
}

/** The room of a file or folder. `loadsFramework` is false for the frameworkless parts of a room with the framework. */
function placeOf(rooms, place) {
  const index = rooms.findIndex(({ room }) => isWithin(place, room));
  if (index === -1) return undefined;
  const room = rooms[index];
  const parts = (room.frameworkless ?? []).map((part) => `${room.room}/${part}`);
  return { index, room, loadsFramework: room.framework === true && !parts.some((part) => isWithin(place, part)) };
}

/** A file may be named without its extension. */
function isWithin(place, parent) {
  return place === parent || place === parent.replace(/\.ts$/, "") || place.startsWith(`${parent}/`);
}

function packagesOf({ room, loadsFramework }) {
  return room.framework === true && !loadsFramework ? room.packages.filter((name) => name === "node:") : room.packages;
}

/** `node:module` makes a `require` that this rule cannot follow. */
function isOf(specifier, allowed) {
  if (allowed === "node:") return specifier.startsWith("node:") && specifier !== "node:module";
  return specifier === allowed || specifier.startsWith(`${allowed}/`);
}

function nameOf({ room, loadsFramework }) {
  return `lib/${room.room}${room.framework === true && !loadsFramework ? " (frameworkless part)" : ""}`;
}

const unknown = "The name of the module must be a plain text, so that lint can tell what is imported.";

/** @type {import("eslint").Rule.RuleModule} */
const imports = {
  meta: { type: "problem", schema: [{ type: "array" }] },
  create(context) {
    const [rooms] = context.options;
    const file = path.relative(path.join(context.cwd, "lib"), context.filename).split(path.sep).join("/");
    const check = (node, source) => {
      const specifier = textOf(source);
      const message = specifier === undefined ? unknown : refusal(rooms, file, specifier);
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => node.source && check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source ?? node.argument),
      TSExternalModuleReference: (node) => check(node, node.expression),
      TSModuleDeclaration: (node) => node.id.type === "Literal" && check(node, node.id),
      "CallExpression[callee.name='require']": (node) => check(node, node.arguments[0]),
      "CallExpression[callee.object.name='require'][callee.property.name='resolve']": (node) => {
        if (isPackage(textOf(node.arguments[0]))) check(node, node.arguments[0]);
        else context.report({ node, message: unknown });
      },
      // Any other use of `require`, e.g. an alias or `module.require`, would bypass the checks above.
      "Identifier[name=/^(require|createRequire|getBuiltinModule)$/]": (node) => {
        const isCall = node.name === "require" && node.parent.type === "CallExpression" && node.parent.callee === node;
        if (!isCall && !isResolving(node)) context.report({ node, message: unknown });
      },
      Program: () => {
        for (const comment of context.sourceCode.getAllComments()) {
          if (/^\/\s*<(reference|amd)/.test(comment.value)) {
            context.report({ loc: comment.loc, message: "Write an import instead of a reference in a comment." });
          }
        }
      },
    };
  },
};

/** `require.resolve` may name a package, whose code is loaded elsewhere, but no path within lib/. */
function isPackage(specifier) {
  return specifier !== undefined && !/^(?:[./]|node:)/.test(specifier);
}

/** Whether a `require` belongs to a call of `require.resolve`, which is checked separately. */
function isResolving({ name, parent }) {
  const isResolve = parent.type === "MemberExpression" && !parent.computed && parent.property.name === "resolve";
  return name === "require" && isResolve && parent.parent.type === "CallExpression" && parent.parent.callee === parent;
}

/** The constant text of a node; `undefined` if it is known only when the program runs. */
function textOf(node) {
  if (node?.type === "TSLiteralType") return textOf(node.literal);
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral" && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return undefined;
}

export default { rules: { imports } };
