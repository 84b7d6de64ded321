// Writes JSON Schemas of Slack's own TypeScript types to slack_schemas/slack_types.json.
//
// Those types are Slack's, under the MIT licence that lies beside the schemas.
//
// The file is committed so that judging a Slack call takes no Node. `--check` says whether it still is
// what the pinned packages give, and exits with 1 when it is not.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { createGenerator } = require("ts-json-schema-generator");

const packages = path.join(__dirname, "node_modules", "@slack");
const output = path.join(__dirname, "slack_schemas", "slack_types.json");

// One TypeScript program per entry file: building the program is what takes the time.
const wanted = [
  [path.join(packages, "types", "dist", "index.d.ts"), ["KnownBlock", "View"]],
  [
    path.join(packages, "web-api", "dist", "types", "request", "index.d.ts"),
    [
      "ChatPostMessageArguments",
      "ChatUpdateArguments",
      "ChatPostEphemeralArguments",
      "ChatDeleteArguments",
      "ViewsOpenArguments",
      "ViewsPushArguments",
      "ViewsUpdateArguments",
      "ViewsPublishArguments",
    ],
  ],
];

// Descriptions are three quarters of the size and no validator reads them. Inside `properties` and
// `definitions` the keys are names, so a property called "description" stays.
function withoutDescriptions(node, keysAreNames) {
  if (Array.isArray(node)) return node.map((item) => withoutDescriptions(item, false));
  if (node === null || typeof node !== "object") return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => keysAreNames || (key !== "description" && key !== "$comment"))
      .map(([key, value]) => [
        key,
        withoutDescriptions(value, !keysAreNames && (key === "properties" || key === "definitions")),
      ]),
  );
}

function generate() {
  const definitions = {};
  for (const [entry, types] of wanted) {
    const generator = createGenerator({ path: entry, skipTypeCheck: true, topRef: true });
    for (const type of types) {
      const found = withoutDescriptions(generator.createSchema(type), false).definitions;
      for (const [name, schema] of Object.entries(found)) {
        const text = JSON.stringify(schema);
        // Two different types of one name would silently judge with the wrong one.
        if (name in definitions && definitions[name] !== text) throw new Error(`two types ${name}`);
        definitions[name] = text;
      }
    }
  }
  // One definition a line, sorted: a new version of the packages then shows a readable difference.
  const lines = Object.keys(definitions)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${definitions[name]}`);
  return `{"$schema":"http://json-schema.org/draft-07/schema#","definitions":{\n${lines.join(",\n")}\n}}\n`;
}

const text = generate();
if (!process.argv.includes("--check")) {
  fs.mkdirSync(path.dirname(output), { recursive: true });
  fs.writeFileSync(output, text);
} else if (!fs.existsSync(output) || fs.readFileSync(output, "utf8") !== text) {
  console.error("slack_types.json is not what the pinned packages give.");
  console.error("Run: npm run schemas --prefix tests/judges");
  process.exit(1);
}
